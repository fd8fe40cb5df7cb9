package org.dsppo.policy.training.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.simulation.AttemptOutcome;
import org.dsppo.policy.lab.simulation.RuntimeModel;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.network.ShippedPolicy;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WideFamiliesTest {

    private static Stream<TrainingFamily> families() {
        return Stream.of(WideFamilies.all(), WideFamilies.single(), WideFamilies.unlike())
                .flatMap(List::stream);
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyTaskOfEveryKindOfSiteCanBeDone(TrainingFamily family) {
        for (long seed = 100; seed < 103; seed++) {
            Workload workload = family.workloads().apply(seed);
            long done =
                    Simulator.run(workload, Baselines.named("greedy")).decisions().stream()
                            .filter(each -> each.outcome() == AttemptOutcome.FINISHED)
                            .count();
            assertThat(done).isEqualTo(workload.tasks().size());
        }
        assertThat(family.workloads().apply(7)).isEqualTo(family.workloads().apply(7));
        assertThat(family.workloads().apply(7)).isNotEqualTo(family.workloads().apply(8));
    }

    /** A node is lost with its tasks, which then avoid it: the policy must not offer it to them. */
    @Test
    void theLearnedPolicySurvivesOutages() {
        TrainingFamily outages =
                WideFamilies.all().stream()
                        .filter(each -> each.name().equals("outages"))
                        .findFirst()
                        .orElseThrow();
        int lost = 0;
        for (long seed = 0; seed < 12; seed++) {
            Workload workload = outages.workloads().apply(seed);
            assertThat(workload.outages()).isNotEmpty();
            lost +=
                    (int)
                            Simulator.run(workload, () -> new DsPpoPolicy(ShippedPolicy.artefact()))
                                    .decisions()
                                    .stream()
                                    .filter(each -> each.outcome() != AttemptOutcome.FINISHED)
                                    .count();
        }
        assertThat(lost).isPositive();
    }

    @Test
    void fleetsDifferInSpeedByFactorsOfUpToHundreds() {
        double widest = 0;
        Set<Integer> classes = new HashSet<>();
        for (long seed = 0; seed < 60; seed++) {
            Workload fleet = FleetSite.of(50, 0.5, 1, seed);
            classes.add(fleet.catalogue().classes().size());
            for (List<ExecutionStrategy> options : fleet.catalogue().classes().values()) {
                double fastest = Double.POSITIVE_INFINITY;
                double slowest = 0;
                for (ExecutionStrategy option : options) {
                    fastest = Math.min(fastest, option.runtimeMillis());
                    slowest = Math.max(slowest, option.runtimeMillis());
                }
                widest = Math.max(widest, slowest / fastest);
            }
        }
        assertThat(widest).isGreaterThan(100);
        assertThat(classes.size()).isGreaterThan(8);
    }

    /** Sizes of a class on one pool: more resources, less time, but not by as much. */
    @Test
    void moldableTasksAreFasterWithMoreButByLess() {
        int compared = 0;
        for (long seed = 0; seed < 20; seed++) {
            Workload site = MoldableSite.of(10, 0.5, 1, seed);
            for (List<ExecutionStrategy> options : site.catalogue().classes().values()) {
                for (int i = 1; i < options.size(); i++) {
                    ExecutionStrategy small = options.get(i - 1);
                    ExecutionStrategy large = options.get(i);
                    if (!small.nodeSelector().equals(large.nodeSelector())
                            || !small.demand().keySet().equals(large.demand().keySet())
                            || small.demand().containsKey("accelerator")) {
                        continue;
                    }
                    double more = large.demand().get("cpu") / small.demand().get("cpu");
                    // Run times are whole milliseconds.
                    assertThat(large.runtimeMillis()).isLessThanOrEqualTo(small.runtimeMillis());
                    assertThat(large.runtimeMillis() + 1.0)
                            .isGreaterThan(0.999 * small.runtimeMillis() / more);
                    compared++;
                }
            }
        }
        assertThat(compared).isGreaterThan(100);
    }

    @Test
    void noiseIsInTheRunTimesAndNotInTheEstimates() {
        TrainingFamily noisy =
                WideFamilies.all().stream()
                        .filter(each -> each.noise() > 0)
                        .findFirst()
                        .orElseThrow();
        RuntimeModel runtimes = noisy.runtimes(3);
        Workload workload = noisy.workloads().apply(3);
        double squares = 0;
        for (int i = 0; i < 200; i++) {
            double log =
                    Math.log(
                            runtimes.runtimeMillis(workload.tasks().get(i).submitted(), 1000)
                                    / 1000);
            squares += log * log / 200;
        }
        assertThat(Math.sqrt(squares)).isBetween(0.24, 0.4);
        assertThat(WideFamilies.all().get(0).runtimes(3)).isSameAs(RuntimeModel.AS_ESTIMATED);
    }
}
