package org.dsppo.policy.learned.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.SyntheticSite;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is kept about nodes from change to change and found only when asked for is exactly what
 * {@link PlainAvailability} computes anew.
 */
class AvailabilityTest {

    private static final int COMPARED_ROUNDS = 50;

    private final Map<String, Integer> compared = new TreeMap<>();

    /** Places at random, asks for another choice of nodes each time, and compares now and then. */
    private final class Comparison implements PlacementPolicy {
        private final CellFeatures features = new CellFeatures();
        private final SplittableRandom random = new SplittableRandom(5);
        private int rounds;

        @Override
        public String name() {
            return "comparison";
        }

        @Override
        public void decide(PlacementRound round) {
            features.begin(round);
            while (true) {
                NodeChoice choice = NodeChoice.values()[random.nextInt(3)];
                CandidateSet candidates = features.candidates(choice);
                if (random.nextInt(8) == 0 && rounds < COMPARED_ROUNDS) {
                    rounds++;
                    for (int i = 0; i < candidates.size(); i++) {
                        compare(candidates, i, choice);
                    }
                }
                if (candidates.size() == 0) {
                    return;
                }
                features.place(random.nextInt(candidates.size()));
            }
        }
    }

    private void count(String what) {
        compared.merge(what, 1, Integer::sum);
    }

    private void compare(CandidateSet candidates, int candidate, NodeChoice choice) {
        Option placed = candidates.option(candidate);
        NodePool pool = placed.pool;
        int rank = candidates.rank(candidate);
        PlainAvailability plain = new PlainAvailability(pool, pool.kinds());
        for (Option option : pool.options()) {
            assertThat(pool.slots(option.shape, rank)).isEqualTo(plain.slots(option, rank));
            assertThat(option.slots()).isEqualTo(plain.slots(option));
            assertThat(option.owner.slots).isEqualTo(PlainAvailability.slots(option.owner));
            compareNextFree(plain, option);
            count("options");
        }
        assertThat(candidates.get(candidate, CandidateFeature.DISPLACEMENT))
                .isEqualTo(plain.displacement(placed, rank));
        assertThat(candidates.get(candidate, CandidateFeature.RAREST_PLACE))
                .isEqualTo(Logarithm.ln(plain.rarestPlace(placed, rank)));
        if (choice == NodeChoice.TIGHTEST) {
            assertThat(rank).isEqualTo(plain.first(placed, plain.tightest()));
        } else if (choice == NodeChoice.LOOSEST) {
            assertThat(rank).isEqualTo(plain.first(placed, plain.loosest()));
        } else {
            compareCheapest(plain, placed, rank);
        }
        count(choice.name());
    }

    /** No other node loses less, and none that loses as much has less room. */
    private static void compareCheapest(PlainAvailability plain, Option placed, int rank) {
        NodePool pool = placed.pool;
        for (int other = 0; other < pool.size(); other++) {
            if (other != rank && plain.slots(placed, other) > 0) {
                double loss = pool.loss(placed.shape, rank);
                double lossOfOther = pool.loss(placed.shape, other);
                assertThat(loss).isLessThanOrEqualTo(lossOfOther);
                if (loss == lossOfOther) {
                    assertThat(plain.tightest().compare(rank, other)).isNegative();
                }
            }
        }
    }

    private void compareNextFree(PlainAvailability plain, Option option) {
        long earliest = plain.nextFreeMillis(option);
        assertThat(option.shape.nextFree.earliestMillis()).isEqualTo(earliest);
        if (earliest == Long.MAX_VALUE) {
            return;
        }
        long[] expected = new long[option.pool.kinds()];
        int rank = 0;
        while (plain.nextFreeMillis(option, rank, expected) != earliest) {
            rank++;
        }
        assertThat(option.shape.nextFree.earliestRank()).isEqualTo(rank);
        long[] then = new long[expected.length];
        option.shape.nextFree.freeThen(rank, then);
        assertThat(then).isEqualTo(expected);
        count("next free");
    }

    private static Workload workload(String name) {
        return switch (name) {
            case "pods" -> SyntheticSite.pods(250, 1.2, 1.2, 4);
            case "racks" -> SyntheticSite.racks(400, 1.2, 1.2, 1);
            case "tiers" -> SyntheticSite.tiers(500, 1.2, 1.2, 5);
            default ->
                    WorkloadGenerator.generate(
                            BuiltinCatalogues.named(name), WorkloadRecipe.uniform(1500), 2);
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"pods", "racks", "tiers", "ii5"})
    void isWhatNodesHaveNow(String site) {
        Simulator.run(workload(site), Comparison::new);
        assertThat(compared.keySet())
                .containsExactlyInAnyOrder(
                        "options", "next free", "TIGHTEST", "SPARING", "LOOSEST");
        assertThat(compared.get("options")).isGreaterThan(300);
    }
}
