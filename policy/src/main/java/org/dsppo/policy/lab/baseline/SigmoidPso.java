package org.dsppo.policy.lab.baseline;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.dsppo.policy.placement.PlacementRound;

/**
 * A particle swarm with a sigmoid inertia weight picks a server for each task; they take what they
 * need in order of arrival. Our reading of the Sigmoid-PSO that the paper compares with; 20
 * particles, 30 iterations.
 */
final class SigmoidPso implements BatchSearch {

    private final SigmoidParticleSwarm swarm;

    SigmoidPso(long seed) {
        this.swarm = new SigmoidParticleSwarm(new SplittableRandom(seed));
    }

    @Override
    public void place(PlacementBatch batch, PlacementRound round) {
        int[] order = new int[batch.size()];
        Arrays.setAll(order, i -> i);
        batch.assign(order, servers(swarm, batch, order));
    }

    /** The servers that a swarm finds for a batch. */
    static Placement[] servers(SigmoidParticleSwarm swarm, PlacementBatch batch, int[] order) {
        Placement[] servers = new Placement[batch.size()];
        double[] best =
                swarm.minimise(
                        batch.size(),
                        position -> {
                            Arrays.setAll(servers, i -> batch.server(i, position[i]));
                            return batch.cost(order, servers);
                        });
        Arrays.setAll(servers, i -> batch.server(i, best[i]));
        return servers;
    }
}
