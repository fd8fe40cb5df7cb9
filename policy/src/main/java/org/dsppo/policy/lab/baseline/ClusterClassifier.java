package org.dsppo.policy.lab.baseline;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * A support vector machine (C-SVC with a radial kernel, libsvm) that picks a cluster for a task.
 * Features per cluster: the logarithm of the shortest run time there over the shortest of all, and
 * the share of its nodes that have room. It learns from random cases the cluster with the shortest
 * run time among those with room, slower by how crowded they are.
 */
final class ClusterClassifier {

    private static final int CASES_PER_CLUSTER = 200;

    /** Logarithm of a run time ratio that stands for a cluster which cannot run the task. */
    private static final double ABSENT = 4;

    /** How much, as a logarithm, a full cluster counts as slower than an empty one. */
    private static final double CROWDING = 0.5;

    private final SplittableRandom random;
    private Object nodesSeen;
    private int[] nodesPerCluster;
    private svm_model model;

    ClusterClassifier(SplittableRandom random) {
        this.random = random;
    }

    /** Index of the cluster for a task. */
    int cluster(
            List<Placement> servers,
            WaitingTask task,
            Candidates candidates,
            PlacementRound round) {
        if (nodesSeen != round.nodes()) {
            nodesSeen = round.nodes();
            learn(round);
        }
        double[] slowness = new double[nodesPerCluster.length];
        Arrays.fill(slowness, ABSENT);
        List<Strategy> strategies = candidates.strategies(task);
        double shortest = strategies.get(0).runtimeMillis();
        for (Strategy strategy : strategies) {
            double ratio = Math.log(strategy.runtimeMillis() / shortest);
            for (NodeView node : round.eligibleNodes(strategy)) {
                int cluster = node.clusterIndex();
                slowness[cluster] = Math.min(slowness[cluster], ratio);
            }
        }
        double[] room = new double[nodesPerCluster.length];
        for (Placement server : servers) {
            room[server.node().clusterIndex()] += 1;
        }
        for (int cluster = 0; cluster < room.length; cluster++) {
            room[cluster] /= Math.max(1, nodesPerCluster[cluster]);
        }
        return (int) svm.svm_predict(model, features(slowness, room));
    }

    private void learn(PlacementRound round) {
        int clusters = 1;
        for (NodeView node : round.nodes()) {
            clusters = Math.max(clusters, node.clusterIndex() + 1);
        }
        nodesPerCluster = new int[clusters];
        round.nodes().forEach(node -> nodesPerCluster[node.clusterIndex()]++);
        svm_problem problem = new svm_problem();
        problem.l = CASES_PER_CLUSTER * clusters;
        problem.x = new svm_node[problem.l][];
        problem.y = new double[problem.l];
        for (int i = 0; i < problem.l; i++) {
            double[] slowness = random.doubles(clusters, 0, ABSENT).toArray();
            double[] room = random.doubles(clusters, -0.5, 1).map(r -> Math.max(0, r)).toArray();
            slowness[random.nextInt(clusters)] = 0;
            problem.x[i] = features(slowness, room);
            problem.y[i] = teacher(slowness, room);
        }
        svm.svm_set_print_string_function(text -> {});
        model = svm.svm_train(problem, parameters(clusters));
    }

    private static int teacher(double[] slowness, double[] room) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int cluster = 0; cluster < slowness.length; cluster++) {
            double crowding = room[cluster] > 0 ? CROWDING * (1 - room[cluster]) : ABSENT;
            if (slowness[cluster] + crowding < least) {
                best = cluster;
                least = slowness[cluster] + crowding;
            }
        }
        return best;
    }

    private static svm_parameter parameters(int clusters) {
        svm_parameter parameters = new svm_parameter();
        parameters.svm_type = svm_parameter.C_SVC;
        parameters.kernel_type = svm_parameter.RBF;
        parameters.gamma = 1.0 / (2 * clusters);
        parameters.C = 10;
        parameters.eps = 1e-3;
        parameters.cache_size = 16;
        parameters.shrinking = 1;
        return parameters;
    }

    private static svm_node[] features(double[] slowness, double[] room) {
        svm_node[] nodes = new svm_node[2 * slowness.length];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = new svm_node();
            nodes[i].index = i + 1;
            nodes[i].value = i < slowness.length ? slowness[i] : room[i - slowness.length];
        }
        return nodes;
    }
}
