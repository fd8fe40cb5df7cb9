package org.dsppo.policy.learned.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.junit.jupiter.api.Test;

/** What is left of nodes in a busy run, held against a search through all sets of tasks. */
class NodeFillTest {

    private static final int RUNS = 400;

    private final List<String> compared = new ArrayList<>();

    /** Places at random and compares whenever prices are there. */
    private final class Comparison implements PlacementPolicy {
        private final CellFeatures features = new CellFeatures();
        private final SplittableRandom random = new SplittableRandom(3);

        @Override
        public String name() {
            return "comparison";
        }

        @Override
        public void decide(PlacementRound round) {
            features.begin(round);
            CandidateSet candidates = features.candidates(NodeChoice.TIGHTEST);
            while (candidates.size() > 0) {
                int choice = random.nextInt(candidates.size());
                if (compared.size() < RUNS) {
                    compare(candidates.option(choice), candidates.rank(choice), round);
                }
                features.place(choice);
                candidates = features.candidates(NodeChoice.TIGHTEST);
            }
        }
    }

    private void compare(Option placed, int rank, PlacementRound round) {
        NodePool pool = placed.pool;
        NodeFill fill = new NodeFill(pool.kinds());
        long[] capacity = new long[pool.kinds()];
        long[] free = new long[pool.kinds()];
        for (int kind = 0; kind < capacity.length; kind++) {
            capacity[kind] = pool.capacity(kind);
            free[kind] = pool.free(rank, kind);
        }
        List<Option> two =
                pool.options().stream()
                        .filter(each -> each.flowShare > 0.02)
                        .sorted(Comparator.comparingDouble(each -> -each.demandMillis))
                        .limit(2)
                        .toList();
        fill.choose(two, capacity);
        if (two.stream().noneMatch(each -> pool.slotsIn(each.shape, capacity) <= 8)) {
            return;
        }
        compared.add(placed.strategy.id());
        assertThat(fill.worth(free, 0, null)).isCloseTo(most(two, free), within(1e-12));
        long[] less = free.clone();
        for (int i = 0; i < placed.kinds.length; i++) {
            less[placed.kinds[i]] -= placed.amounts[i];
        }
        assertThat(fill.worth(free, 0, placed.shape)).isCloseTo(most(two, less), within(1e-12));
    }

    /** All counts of the first option, then all of the second. */
    private static double most(List<Option> options, long[] free) {
        if (options.isEmpty()) {
            return 0;
        }
        Option first = options.get(0);
        double best = 0;
        long[] left = free.clone();
        for (int count = 0; fits(left); count++) {
            double earned = count * first.owner.costMillis / first.runtimeMillis;
            best = Math.max(best, earned + most(options.subList(1, options.size()), left));
            for (int i = 0; i < first.kinds.length; i++) {
                left[first.kinds[i]] -= first.amounts[i];
            }
        }
        return best;
    }

    private static boolean fits(long[] left) {
        for (long each : left) {
            if (each < 0) {
                return false;
            }
        }
        return true;
    }

    @Test
    void findsTheBestSetOfTasksForWhatIsFree() {
        Simulator.run(
                WorkloadGenerator.generate(
                        BuiltinCatalogues.named("ii5"), WorkloadRecipe.uniform(1500), 2),
                Comparison::new);
        assertThat(compared).hasSize(RUNS).contains("cloud-gpu", "end-cpu", "edge-cpu");
    }
}
