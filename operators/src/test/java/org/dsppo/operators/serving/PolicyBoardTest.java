package org.dsppo.operators.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.junit.jupiter.api.Test;

class PolicyBoardTest {

    private static PolicyBoard board() {
        return new PolicyBoard(name -> Baselines.named(name).get(), "greedy");
    }

    private static String active(PolicyBoard board) {
        return board.plan().active().reference().name();
    }

    private static PolicyStages stages(String name, long revision) {
        return new PolicyStages(name, revision, 1, null, null);
    }

    @Test
    void choosesTheSameWhateverTheOrder() {
        List<PolicyStages> records =
                new ArrayList<>(
                        List.of(
                                stages("greedy", 2),
                                stages("first-fit", 5),
                                stages("first-fit", 3),
                                stages("greedy-fastest-only", 5),
                                stages("unheard-of", 9)));
        for (int seed = 0; seed < 30; seed++) {
            Collections.shuffle(records, new Random(seed));
            PolicyBoard board = board();
            records.forEach(board::put);
            assertThat(active(board)).isEqualTo("first-fit");
            assertThat(board.plan().active().maker().get().name()).isEqualTo("first-fit");
        }
    }

    @Test
    void appliesARevisionOnce() {
        PolicyBoard board = board();

        assertThat(board.put(stages("first-fit", 3))).isTrue();
        assertThat(board.put(stages("first-fit", 3))).isFalse();
        assertThat(board.put(stages("first-fit", 2))).isFalse();
        assertThat(board.put(stages("first-fit", 4))).isTrue();
        assertThat(board.version()).as("still the same policy").isEqualTo(1);
        board.remove("first-fit");
        assertThat(active(board)).isEqualTo("greedy");
        assertThat(board.version()).isEqualTo(2);
    }

    @Test
    void refusesAnUnknownDefault() {
        assertThatThrownBy(() -> new PolicyBoard(name -> Baselines.named(name).get(), "unheard-of"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unheard-of");
    }

    private static PolicyBoard withArtefacts(String... keysAndBehaviours) throws Exception {
        PolicyBoard board = new PolicyBoard(new TextArtefacts(), "greedy");
        for (int i = 0; i < keysAndBehaviours.length; i += 2) {
            board.put(
                    keysAndBehaviours[i],
                    TextArtefacts.artefact(keysAndBehaviours[i], keysAndBehaviours[i + 1]));
        }
        return board;
    }

    @Test
    void givesEveryStageItsVersion() throws Exception {
        PolicyBoard board = withArtefacts("p@1", "greedy", "p@2", "first-fit", "p@3", "best-fit");

        board.put(new PolicyStages("p", 1, 1, 2, 3));

        assertThat(board.plan().active().reference())
                .isEqualTo(new PolicyReference("p", 1, "active"));
        assertThat(board.plan().canary().reference())
                .isEqualTo(new PolicyReference("p", 2, "canary"));
        assertThat(board.plan().shadow().reference())
                .isEqualTo(new PolicyReference("p", 3, "shadow"));
        assertThat(board.plan().canary().maker().get().name()).isEqualTo("first-fit");
    }

    @Test
    void keepsTheLastGoodVersionWhileTheNewOneIsRefusedOrMissing() throws Exception {
        PolicyBoard board = withArtefacts("p@1", "greedy");
        board.put(stages("p", 1));
        long before = board.version();

        assertThatThrownBy(() -> board.put("p@2", TextArtefacts.artefact("p@2", "poison")))
                .isInstanceOf(RefusedPolicyException.class)
                .hasMessage("it is poison");
        board.put(new PolicyStages("p", 2, 2, null, null));
        board.put(new PolicyStages("p", 3, 9, 2, null));

        assertThat(board.plan().active().reference().version()).isEqualTo(1);
        assertThat(board.plan().canary()).isNull();
        assertThat(board.version()).isEqualTo(before);
        assertThat(board.usedRecords()).containsExactly(stages("p", 1));

        board.put("p@9", TextArtefacts.artefact("p@9", "first-fit"));
        assertThat(board.plan().active().reference().version()).isEqualTo(9);
        assertThat(board.version()).isEqualTo(before + 1);
    }

    @Test
    void hasNobodyToDecideWhereTheOnlyRecordNamesWhatIsNotThere() throws Exception {
        PolicyBoard board = withArtefacts();
        board.put(stages("p", 1));

        assertThat(board.plan().active()).isNull();
        assertThat(board.plan().wanted()).isEqualTo(new PolicyReference("p", 1, "active"));

        board.remove("p");
        assertThat(board.plan().active().reference().name()).isEqualTo("greedy");
    }

    @Test
    void refusesAnArtefactUnderTheKeyOfAnotherVersion() {
        PolicyBoard board = new PolicyBoard(new TextArtefacts(), "greedy");

        assertThatThrownBy(() -> board.put("p@2", TextArtefacts.artefact("p@1", "greedy")))
                .isInstanceOf(RefusedPolicyException.class)
                .hasMessage("key is p@2, expected p@1 as in the artefact");
        assertThat(board.isUsable("p", 1)).isFalse();
        assertThat(board.isUsable("p", 2)).isFalse();
    }

    @Test
    void aRecordThatMakesNoneActiveOnlyTellsWhoIsOnTrial() throws Exception {
        PolicyBoard board = withArtefacts("p@2", "first-fit", "p@3", "best-fit");
        PolicyReference byDefault = board.plan().active().reference();

        board.put(new PolicyStages("p", 1, PolicyStages.NONE, 2, 3));

        assertThat(board.plan().active().reference()).isEqualTo(byDefault);
        assertThat(board.plan().wanted()).isEqualTo(byDefault);
        assertThat(board.plan().canary().reference())
                .isEqualTo(new PolicyReference("p", 2, "canary"));
        assertThat(board.plan().shadow().reference())
                .isEqualTo(new PolicyReference("p", 3, "shadow"));

        board.put(new PolicyStages("p", 2, PolicyStages.NONE, null, null));
        assertThat(board.plan().active().reference()).isEqualTo(byDefault);
        assertThat(board.plan().canary()).isNull();
        assertThat(board.plan().shadow()).isNull();
    }

    @Test
    void goesBackToWhoDecidedBeforeWhenNoneOfAPolicyIsActiveAnyMore() throws Exception {
        PolicyBoard board = withArtefacts("p@2", "first-fit", "q@7", "best-fit");
        board.put(new PolicyStages("q", 1, 7, null, null));
        board.put(new PolicyStages("p", 2, 2, null, null));
        assertThat(board.plan().active().reference().name()).isEqualTo("p");
        assertThat(board.makerWithout("p").get().name()).isEqualTo("best-fit");
        assertThat(board.makerWithout("q").get().name()).isEqualTo("first-fit");

        board.put(new PolicyStages("p", 3, PolicyStages.NONE, null, 2));
        assertThat(board.plan().active().reference())
                .isEqualTo(new PolicyReference("q", 7, "active"));
        assertThat(board.plan().shadow().reference().name()).isEqualTo("p");

        board.put(new PolicyStages("q", 4, PolicyStages.NONE, null, null));
        assertThat(board.plan().active().reference().name()).isEqualTo("greedy");
        assertThat(board.makerWithout("p").get().name()).isEqualTo("greedy");

        PolicyBoard restored = new PolicyBoard(new TextArtefacts(), "greedy");
        restored.restore(
                Map.of("p@2", TextArtefacts.artefact("p@2", "first-fit")),
                List.of(
                        new PolicyStages("p", 3, PolicyStages.NONE, null, 2),
                        new PolicyStages("q", 4, PolicyStages.NONE, null, null)),
                board.usedRecords());
        assertThat(restored.plan().active().reference().name()).isEqualTo("greedy");
    }

    @Test
    void aVersionThatIsNotThereDoesNotTakeTheDecisionFromWhoHadIt() throws Exception {
        PolicyBoard board = withArtefacts("p@2", "first-fit");
        board.put(new PolicyStages("p", 1, PolicyStages.NONE, null, 2));
        board.put(new PolicyStages("p", 2, 9, null, null));

        assertThat(board.plan().active().reference().name()).isEqualTo("greedy");
        assertThat(board.plan().wanted()).isEqualTo(new PolicyReference("p", 9, "active"));
    }

    @Test
    void isTheSameAfterARestore() throws Exception {
        PolicyBoard board = withArtefacts("p@1", "greedy");
        board.put(stages("p", 1));
        PolicyStages unusable = new PolicyStages("p", 2, 2, null, null);
        board.put(unusable);

        PolicyBoard restored = new PolicyBoard(new TextArtefacts(), "greedy");
        restored.restore(
                Map.of("p@1", TextArtefacts.artefact("p@1", "greedy")),
                List.of(unusable),
                board.usedRecords());

        assertThat(restored.plan().active().reference())
                .isEqualTo(board.plan().active().reference());
        assertThat(restored.put(unusable)).isFalse();
    }
}
