package org.dsppo.policy.learned.network;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.features.Normaliser;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;

/** Decisions of a run on the paper's test bed with the scores that were given at the time. */
public record Recording(
        List<NetworkInput> inputs,
        List<float[]> admissions,
        List<float[]> priorities,
        List<Float> values) {

    /** A network with weights everywhere, so that every part of it matters. */
    public static PolicyArtefact network(NetworkShape shape) {
        SplittableRandom random = new SplittableRandom(5);
        float[] shallow = new float[shape.shallowWeights()];
        for (int i = 0; i < shallow.length; i++) {
            shallow[i] = (float) random.nextDouble(-0.3, 0.3);
        }
        float[] weights = shape.initialWeights(shallow, 3);
        for (int i = shallow.length; i < weights.length; i++) {
            weights[i] += (float) random.nextDouble(-0.2, 0.2);
        }
        return PolicyArtefact.of("random", shape, normalisers(random), weights);
    }

    private static Normalisers normalisers(SplittableRandom random) {
        Normalisers identity = Normalisers.identity();
        for (Normaliser norm :
                List.of(
                        identity.candidate(),
                        identity.cell(),
                        identity.waitingClass(),
                        identity.node(),
                        identity.option())) {
            for (int i = 0; i < norm.width(); i++) {
                norm.mean()[i] = (float) random.nextDouble(-0.5, 0.5);
                norm.deviation()[i] = (float) random.nextDouble(0.5, 2);
            }
        }
        int one = CandidateFeature.ONE.ordinal();
        identity.candidate().mean()[one] = 0;
        identity.candidate().deviation()[one] = 1;
        return identity;
    }

    /** Runs a network over some tasks. */
    public static Recording of(PolicyArtefact artefact, int tasks) {
        Recording recording =
                new Recording(
                        new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        Simulator.run(Ii5.workload(tasks, 1), () -> recording.recorder(artefact));
        return recording;
    }

    private PlacementPolicy recorder(PolicyArtefact artefact) {
        CandidateScores scores = CandidateScores.forTraining(artefact);
        return new PlacementPolicy() {
            @Override
            public String name() {
                return "recorder";
            }

            @Override
            public void decide(PlacementRound round) {
                scores.begin(round);
                while (round.waiting() > 0) {
                    scores.score();
                    int size = scores.candidates().size();
                    if (size == 0) {
                        return;
                    }
                    int best = keep(scores, size);
                    if (scores.admission(best) < 0 && !round.idle()) {
                        return;
                    }
                    scores.place(best);
                }
            }
        };
    }

    private int keep(CandidateScores scores, int size) {
        float[] admission = new float[size];
        float[] priority = new float[size];
        int best = 0;
        for (int i = 0; i < size; i++) {
            admission[i] = scores.admission(i);
            priority[i] = scores.priority(i);
            best = priority[i] > priority[best] ? i : best;
        }
        inputs.add(scores.input());
        admissions.add(admission);
        priorities.add(priority);
        values.add(scores.value());
        return best;
    }
}
