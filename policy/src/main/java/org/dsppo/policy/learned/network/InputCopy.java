package org.dsppo.policy.learned.network;

import java.util.Arrays;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.CellFeatures;
import org.dsppo.policy.learned.features.ClassFeature;
import org.dsppo.policy.learned.features.NodeFeature;

/** Copies what the network reads for a decision. */
final class InputCopy {

    private static final int NODE = NodeFeature.WIDTH;
    private static final int CLASS = ClassFeature.WIDTH;

    private InputCopy() {}

    static NetworkInput of(
            CellFeatures features, CandidateSet candidates, float[] cell, float[] experts) {
        int[] position = new int[features.classes()];
        float[] classes = new float[position.length * CLASS];
        int listed = 0;
        for (int i = 0; i < position.length; i++) {
            if (features.waiting(i) > 0) {
                features.classFeatures(i, classes, listed * CLASS);
                position[i] = listed++;
            }
        }
        float[] nodes = new float[features.nodes() * NODE];
        int[] poolOfNode = new int[features.nodes()];
        for (int node = 0; node < poolOfNode.length; node++) {
            features.nodeFeatures(node, nodes, node * NODE);
            poolOfNode[node] = features.poolOf(node);
        }
        int[] classOfCandidate = new int[candidates.size()];
        for (int i = 0; i < classOfCandidate.length; i++) {
            classOfCandidate[i] = position[candidates.classIndex(i)];
        }
        return new NetworkInput(
                cell.clone(),
                nodes,
                poolOfNode,
                features.pools(),
                Arrays.copyOf(classes, listed * CLASS),
                Arrays.copyOf(candidates.rows(), candidates.size() * CandidateSet.WIDTH),
                classOfCandidate,
                experts == null ? null : experts.clone());
    }
}
