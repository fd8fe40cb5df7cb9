package org.dsppo.operators.serving;

import java.nio.charset.StandardCharsets;
import org.dsppo.operators.control.ArtefactRecord;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.learned.features.CandidateFeature;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.network.LinearPath;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.FallbackReason;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.PolicyFailedException;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * Artefacts that say in words what to do: {@code name@version behaviour}, where the behaviour is a
 * heuristic with its options, {@code learned} for a learned policy, {@code sick} for one that fails
 * at its first task, {@code wrong} for one that places everything on the first node, or {@code
 * poison} for what must be refused.
 */
public final class TextArtefacts implements PolicyFactory {

    private static final long serialVersionUID = 1L;

    /** The artefact of a version. */
    public static byte[] artefact(String key, String behaviour) {
        return (key + ' ' + behaviour).getBytes(StandardCharsets.UTF_8);
    }

    /** The same as it is broadcast. */
    public static ArtefactRecord record(String key, String behaviour) {
        return new ArtefactRecord(key, artefact(key, behaviour));
    }

    @Override
    public PlacementPolicy create(String name) {
        return Baselines.named(name).get();
    }

    @Override
    public LoadedPolicy load(byte[] artefact) throws RefusedPolicyException {
        String[] words = new String(artefact, StandardCharsets.UTF_8).split("[@ ]");
        if (words[2].equals("poison")) {
            throw new RefusedPolicyException("poison", "it is poison");
        }
        return new LoadedPolicy(
                words[0],
                Integer.parseInt(words[1]),
                () ->
                        switch (words[2]) {
                            case "learned" -> new DsPpoPolicy(quickest());
                            case "sick" -> new Sick();
                            case "wrong" -> new Wrong();
                            default -> create(words[2]);
                        });
    }

    /** Admits everything and prefers what takes least time. */
    public static PolicyArtefact quickest() {
        float[] weights = LinearPath.rankedBy(CandidateFeature.SLOWDOWN, -1, NetworkShape.LINEAR);
        return PolicyArtefact.of("p", NetworkShape.LINEAR, Normalisers.identity(), weights)
                .withVersion(1);
    }

    private static final class Sick implements PlacementPolicy {
        @Override
        public String name() {
            return "sick";
        }

        @Override
        public void decide(PlacementRound round) {
            if (round.waiting() > 0) {
                throw new PolicyFailedException(FallbackReason.NON_FINITE_SCORE, "score is NaN");
            }
        }
    }

    private static final class Wrong implements PlacementPolicy {
        @Override
        public String name() {
            return "wrong";
        }

        @Override
        public void decide(PlacementRound round) {
            NodeView first = round.nodes().get(0);
            WaitingTask task = round.queue().next();
            while (task != null) {
                Strategy strategy = task.strategies().listed().get(0);
                round.assign(task, strategy, first);
                task = round.queue().next();
            }
        }
    }
}
