package org.dsppo.operators.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.junit.jupiter.api.Test;

class PolicyLogTest {

    private final List<String> log = new ArrayList<>();
    private final PolicyBoard board = new PolicyBoard(new TextArtefacts(), "greedy");
    private final PolicyLog policies = new PolicyLog(board, "first-fit", log::add);

    private void put(String key) throws RefusedPolicyException {
        board.put(key, TextArtefacts.artefact(key, "greedy"));
        policies.look();
    }

    private void put(PolicyStages record) {
        board.put(record);
        policies.look();
    }

    @Test
    void saysWhoDecidesOncePerChange() throws RefusedPolicyException {
        policies.look();
        policies.look();
        put("learned@1");
        put("learned@2");
        put(new PolicyStages("learned", 1, 1, null, null));
        put(new PolicyStages("learned", 2, 1, null, 2));
        put(new PolicyStages("learned", 3, 1, null, 2));
        put(new PolicyStages("learned", 4, 1, 2, null));

        assertThat(log)
                .containsExactly(
                        "Policy greedy@1 decides",
                        "Policy learned@1 decides",
                        "Policy learned@1 decides, learned@2 is only asked (shadow)",
                        "Policy learned@1 decides, learned@2 is on trial (canary)");
    }

    @Test
    void saysWhatShouldDecideAndCannot() throws RefusedPolicyException {
        put(new PolicyStages("learned", 1, 1, null, null));
        put("learned@1");
        put(new PolicyStages("learned", 2, 7, null, null));

        assertThat(log)
                .containsExactly(
                        "Policy learned@1 should decide and cannot be used: the fallback"
                                + " first-fit decides",
                        "Policy learned@1 decides",
                        "Policy learned@1 decides, since learned@7 cannot be used");
    }
}
