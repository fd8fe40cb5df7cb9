package org.dsppo.policy.learned.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.policy.TinyCatalogue;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.learned.features.KnownOptions;
import org.dsppo.policy.learned.features.OptionCollector;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;
import org.junit.jupiter.api.Test;

/** The weights for options that were met in training are of use only while these are recognised. */
class ShippedPolicyTest {

    @Test
    void knowsEveryOptionOfTheSitesItWasTrainedOn() {
        KnownOptions known = ShippedPolicy.artefact().knownOptions();
        Set<Long> met = new HashSet<>();
        for (String site : List.of("ii5", "i3")) {
            met.addAll(
                    options(
                            WorkloadGenerator.generate(
                                    BuiltinCatalogues.named(site),
                                    WorkloadRecipe.uniform(200),
                                    0)));
        }

        assertThat(known.sites()).isEqualTo(2);
        assertThat(met).containsExactlyInAnyOrderElementsOf(known.fingerprints());
    }

    @Test
    void tellsOptionsApartThatDifferInAMillionth() {
        assertThat(optionAsking(0.5)).isEqualTo(optionAsking(0.5));
        assertThat(optionAsking(0.5)).isNotEqualTo(optionAsking(0.500001));
    }

    private static List<Long> optionAsking(double gpu) {
        Catalogue site =
                new TinyCatalogue()
                        .cluster("a")
                        .node("n", "a", 4, 1)
                        .strategy("job", "S", null, Map.of("gpu", gpu), 1000)
                        .build();
        TaskMessage task =
                TaskMessage.of(
                        new TaskSubmitted("a", 0, "job", 0, 1, null, null, 0, null, null, null));
        return options(Workload.of("hand", site, List.of(task)));
    }

    private static List<Long> options(Workload workload) {
        return new OptionCollector().of(workload);
    }
}
