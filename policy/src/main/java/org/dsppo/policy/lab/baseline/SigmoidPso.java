package org.dsppo.policy.lab.baseline;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;

/**
 * Once a second, a particle swarm with a sigmoid inertia weight picks a server for each of the
 * first waiting tasks, which then take what they need in order of arrival. Our reading of the
 * Sigmoid-PSO that the paper compares with; 20 particles, 30 iterations.
 */
final class SigmoidPso implements PlacementPolicy {

    private final String name;
    private final Candidates candidates;
    private final SigmoidParticleSwarm swarm;
    private final DecisionClock clock = new DecisionClock();

    SigmoidPso(String name, Candidates candidates, long seed) {
        this.name = name;
        this.candidates = candidates;
        this.swarm = new SigmoidParticleSwarm(new SplittableRandom(seed));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long wakeUpAtMillis() {
        return clock.dueMillis();
    }

    @Override
    public void decide(PlacementRound round) {
        clock.decide(
                round,
                candidates,
                batch -> {
                    int[] order = new int[batch.size()];
                    Arrays.setAll(order, i -> i);
                    batch.assign(order, servers(swarm, batch, order));
                });
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
