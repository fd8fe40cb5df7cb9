package org.dsppo.policy.learned.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.dsppo.policy.lab.simulation.NodeOutage;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.learned.features.CellFeatures;
import org.dsppo.policy.learned.features.NodeChoice;
import org.dsppo.policy.learned.features.Shares;
import org.dsppo.policy.learned.weights.Block;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.junit.jupiter.api.Test;

final class SetNetworkTest {

    private static final NetworkShape SHAPE = NetworkShape.LINEAR.withDeepPart(8, 8, 16);

    @Test
    void decidesAsItsLinearPathUntilItsOutputsAreTrained() {
        PolicyArtefact linear = Recording.network(NetworkShape.LINEAR);
        PolicyArtefact deep = linear.deepened(8, 8, 16, 9);
        float[] moved = deep.weights().clone();
        moved[deep.shape().offset(Block.SCORE_BIAS)] = -100;

        assertThat(decisions(deep)).isEqualTo(decisions(linear));
        assertThat(decisions(deep.withWeights(moved))).isNotEqualTo(decisions(linear));
    }

    @Test
    void decidesToTheBitAlikeAfterSaveAndLoad() throws Exception {
        PolicyArtefact artefact = Recording.network(SHAPE);
        assertThat(decisions(PolicyArtefact.read(artefact.toBytes())))
                .isEqualTo(decisions(artefact));
    }

    private static Object decisions(PolicyArtefact artefact) {
        return Simulator.run(Ii5.workload(400, 2), () -> new DsPpoPolicy(artefact)).decisions();
    }

    /** Nodes fail and return meanwhile. */
    @Test
    void meansKeptByDifferenceAreThoseMadeFromScratch() {
        Workload calm = Ii5.workload(400, 4);
        Workload workload =
                new Workload(
                        calm.name(),
                        calm.catalogue(),
                        calm.tasks(),
                        calm.catalogue().nodes().stream()
                                .limit(10)
                                .map(node -> new NodeOutage(node.name(), 200_000, 600_000))
                                .toList());
        PooledComparison policy = new PooledComparison();
        Simulator.run(workload, () -> policy);
        assertThat(policy.compared).isGreaterThan(400);
    }

    private static final class PooledComparison implements PlacementPolicy {

        private final PolicyArtefact artefact = Recording.network(SHAPE);
        private final PooledNodes byDifference = pooled(Integer.MAX_VALUE);
        private final PooledNodes fromScratch = pooled(1);
        private final CellFeatures features =
                new CellFeatures(
                        node -> {
                            byDifference.changed(node);
                            fromScratch.changed(node);
                        },
                        Shares.LISTED);
        private int compared;

        private PooledNodes pooled(int refreshesPerRebuild) {
            return new PooledNodes(
                    artefact.shape(),
                    artefact.weights(),
                    artefact.normalisers().node(),
                    refreshesPerRebuild);
        }

        @Override
        public String name() {
            return "comparison";
        }

        @Override
        public void decide(PlacementRound round) {
            features.begin(round);
            while (features.candidates(NodeChoice.TIGHTEST).size() > 0) {
                features.place(0);
                byDifference.refresh(features);
                fromScratch.refresh(features);
                assertThat(byDifference.means())
                        .containsExactly(fromScratch.means(), within(1e-6f));
                assertThat(byDifference.mean()).containsExactly(fromScratch.mean(), within(1e-6f));
                compared++;
            }
        }
    }
}
