package org.dsppo.policy.lab.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.network.ScorerPolicy;
import org.dsppo.policy.learned.weights.NetworkForm;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PoliciesTest {

    @TempDir private Path folder;

    @Test
    void knowsTheBaselines() {
        assertThat(Policies.named("greedy:k=2").get().name()).isEqualTo("greedy:k=2");
        assertThat(Policies.names()).contains("first-fit", "ds-ppo");
    }

    @Test
    void carriesEveryLearnedPolicy() {
        Workload workload =
                WorkloadGenerator.generate(
                        BuiltinCatalogues.named("ii5"), WorkloadRecipe.uniform(200), 1);
        assertThat(Policies.learnedNames()).containsExactly("ds-ppo", "dqn", "reinforce");
        for (String name : Policies.learnedNames()) {
            assertThat(Policies.named(name).get().name()).isEqualTo(name);
            assertThat(Simulator.run(workload, Policies.named(name)).decisions())
                    .hasSize(200)
                    .allMatch(each -> each.finishedAtMillis() != null);
        }
    }

    @Test
    void readsAPolicyFromAFile() throws Exception {
        PolicyArtefact artefact =
                PolicyArtefact.of(
                                "site",
                                NetworkShape.LINEAR,
                                Normalisers.identity(),
                                new float[NetworkShape.LINEAR_WEIGHTS])
                        .withVersion(4);
        Path file = folder.resolve("site.policy");
        Files.write(file, artefact.toBytes());

        var policy = Policies.named("ds-ppo:file=" + file).get();
        assertThat(policy.name()).isEqualTo("site");
        assertThat(policy.reference().version()).isEqualTo(4);
    }

    @Test
    void tellsFormsApart() throws Exception {
        NetworkShape shape = NetworkShape.scorer(NetworkForm.VALUE_SCORER, 4);
        PolicyArtefact artefact =
                PolicyArtefact.of(
                        "dqn", shape, Normalisers.identity(), new float[shape.weightCount()]);
        Path file = folder.resolve("dqn.policy");
        Files.write(file, artefact.toBytes());

        assertThat(Policies.named("dqn:file=" + file).get()).isInstanceOf(ScorerPolicy.class);
        assertThatThrownBy(() -> Policies.named("reinforce:file=" + file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "file=%s holds a value-scorer, expected the likelihood-scorer of reinforce",
                        file);
    }

    @Test
    void saysWhatIsWrongWithAFile() throws Exception {
        Path file = folder.resolve("text.policy");
        Files.writeString(file, "not a policy at all, but some words that are long enough");
        assertThatThrownBy(() -> Policies.named("ds-ppo:file=" + file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "policy file %s cannot be used: 56 bytes that do not begin as a policy"
                                + " artefact does",
                        file);
        assertThatThrownBy(() -> Policies.named("ds-ppo:file=" + folder.resolve("none")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ds-pop | policy is 'ds-pop' (did you mean ds-ppo?), expected one of first-fit",
                "ds-ppo:k=2 | option of policy ds-ppo is 'k=2', expected file=PATH",
                "ds-ppo:shares=none | option of policy ds-ppo is 'shares=none', expected file=PATH or",
                "ds-ppo:file= | option of policy ds-ppo is 'file=', expected file=PATH"
            })
    void refusesWhatItDoesNotKnow(String specification, String message) {
        assertThatThrownBy(() -> Policies.named(specification))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
