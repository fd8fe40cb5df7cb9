package org.dsppo.policy.training.network;

import java.util.List;
import org.dsppo.policy.learned.features.CandidateSet;
import org.dsppo.policy.learned.features.CellFeature;
import org.dsppo.policy.learned.features.ClassFeature;
import org.dsppo.policy.learned.features.NodeFeature;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.network.NetworkInput;
import org.dsppo.policy.learned.weights.Normalisers;

/** The inputs of many decisions one after the other, normalised, with who belongs to whom. */
public final class Minibatch {

    static final int CELL = CellFeature.WIDTH;
    static final int NODE = NodeFeature.WIDTH;
    static final int CLASS = ClassFeature.WIDTH;

    final int decisions;
    final int nodes;
    final int pools;
    final int classes;
    final int candidates;
    final float[] cell;
    final float[] node;
    final float[] waitingClass;
    final float[] candidate;
    final int[] poolOfNode;
    final int[] nodesOfPool;

    /** Where things of a decision begin; one more than decisions. */
    final int[] firstNode;

    final int[] firstPool;
    final int[] firstClass;
    final int[] firstCandidate;

    final int[] classOfCandidate;
    final float[][] experts;
    final int[] decisionOfClass;

    /**
     * @param inputs of the decisions
     * @param normalisers of the network that will read them
     */
    public Minibatch(List<NetworkInput> inputs, Normalisers normalisers) {
        this.decisions = inputs.size();
        this.firstNode = new int[decisions + 1];
        this.firstPool = new int[decisions + 1];
        this.firstClass = new int[decisions + 1];
        this.firstCandidate = new int[decisions + 1];
        for (int d = 0; d < decisions; d++) {
            NetworkInput input = inputs.get(d);
            firstNode[d + 1] = firstNode[d] + input.poolOfNode().length;
            firstPool[d + 1] = firstPool[d] + input.pools();
            firstClass[d + 1] = firstClass[d] + input.classes().length / CLASS;
            firstCandidate[d + 1] = firstCandidate[d] + input.size();
        }
        this.nodes = firstNode[decisions];
        this.pools = firstPool[decisions];
        this.classes = firstClass[decisions];
        this.candidates = firstCandidate[decisions];
        this.cell = new float[decisions * CELL];
        this.node = new float[nodes * NODE];
        this.waitingClass = new float[classes * CLASS];
        this.candidate = new float[candidates * CandidateSet.WIDTH];
        this.poolOfNode = new int[nodes];
        this.nodesOfPool = new int[pools];
        this.classOfCandidate = new int[candidates];
        this.experts = new float[decisions][];
        this.decisionOfClass = new int[classes];
        for (int d = 0; d < decisions; d++) {
            put(inputs.get(d), d, normalisers);
        }
    }

    private void put(NetworkInput input, int d, Normalisers normalisers) {
        apply(normalisers.cell(), input.cell(), cell, d);
        apply(normalisers.node(), input.nodes(), node, firstNode[d]);
        apply(normalisers.waitingClass(), input.classes(), waitingClass, firstClass[d]);
        apply(normalisers.candidate(), input.candidates(), candidate, firstCandidate[d]);
        for (int i = 0; i < input.poolOfNode().length; i++) {
            int pool = firstPool[d] + input.poolOfNode()[i];
            poolOfNode[firstNode[d] + i] = pool;
            nodesOfPool[pool]++;
        }
        experts[d] = input.experts();
        for (int i = 0; i < input.size(); i++) {
            classOfCandidate[firstCandidate[d] + i] = firstClass[d] + input.classOfCandidate()[i];
        }
        for (int i = firstClass[d]; i < firstClass[d + 1]; i++) {
            decisionOfClass[i] = d;
        }
    }

    private static void apply(Normaliser norm, float[] from, float[] into, int firstRow) {
        int width = norm.width();
        for (int at = 0; at < from.length; at += width) {
            norm.apply(from, at, into, firstRow * width + at);
        }
    }

    /** Number of candidates of all decisions. */
    public int candidates() {
        return candidates;
    }

    /** Where the candidates of a decision begin; its end for the last plus one. */
    public int firstCandidate(int decision) {
        return firstCandidate[decision];
    }

    /** Number of decisions. */
    public int decisions() {
        return decisions;
    }
}
