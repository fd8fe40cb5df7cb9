package org.dsppo.policy.lab.baseline;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.placement.PlacementRound;

/**
 * A support vector machine picks each task's cluster, a particle swarm the server in it, grey
 * wolves the order in which tasks take what they need. Our reading of the S-P-GWO that the paper
 * compares with; 20 particles and wolves, 30 iterations.
 */
final class SpGwo implements BatchSearch {

    private final Candidates candidates;
    private final SigmoidParticleSwarm swarm;
    private final GreyWolves wolves;
    private final ClusterClassifier classifier;

    SpGwo(Candidates candidates, long seed) {
        this.candidates = candidates;
        SplittableRandom random = new SplittableRandom(seed);
        this.swarm = new SigmoidParticleSwarm(random.split());
        this.wolves = new GreyWolves(random.split());
        this.classifier = new ClusterClassifier(random.split());
    }

    @Override
    public void place(PlacementBatch batch, PlacementRound round) {
        for (int i = 0; i < batch.size(); i++) {
            restrictToCluster(batch, i, round);
        }
        int[] arrival = order(new double[batch.size()]);
        Placement[] servers = SigmoidPso.servers(swarm, batch, arrival);
        double[] keys =
                wolves.minimise(
                        new double[batch.size()], position -> batch.cost(order(position), servers));
        batch.assign(order(keys), servers);
    }

    /** Leaves a task the servers of the cluster picked for it, unless it has no room there. */
    private void restrictToCluster(PlacementBatch batch, int i, PlacementRound round) {
        List<Placement> servers = batch.servers(i);
        int cluster = classifier.cluster(servers, batch.task(i), candidates, round);
        List<Placement> there =
                servers.stream().filter(server -> server.node().clusterIndex() == cluster).toList();
        if (!there.isEmpty()) {
            batch.restrict(i, there);
        }
    }

    /** Tasks by rising key, equal ones in order of arrival. */
    private static int[] order(double[] keys) {
        Integer[] order = new Integer[keys.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> keys[i]));
        return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
    }
}
