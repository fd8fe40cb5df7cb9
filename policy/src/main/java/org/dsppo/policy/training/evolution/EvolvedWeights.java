package org.dsppo.policy.training.evolution;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.dsppo.policy.learned.features.KnownOptions;
import org.dsppo.policy.learned.weights.Block;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.plan.StartingPolicy;
import org.dsppo.policy.training.sites.TrainingFamily;

/** Which of a policy's linear weights evolution moves; all others stay as they are. */
public enum EvolvedWeights {
    /** Those that count anywhere: few, so that they are found soon. */
    @JsonProperty("anywhere")
    ANYWHERE,
    /** Those of the known options that the families in training have. */
    @JsonProperty("options")
    OPTIONS,
    /**
     * Those of the known sites and options that the families in training have: how a policy decides
     * elsewhere does not change.
     */
    @JsonProperty("at-home")
    AT_HOME,
    /** All of these. */
    @JsonProperty("all")
    ALL;

    /**
     * Their positions.
     *
     * @param policy that they are weights of
     * @param families in training
     */
    int[] positions(PolicyArtefact policy, List<TrainingFamily> families) {
        IntStream anywhere = IntStream.range(0, NetworkShape.LINEAR_WEIGHTS);
        return switch (this) {
            case ANYWHERE -> anywhere.toArray();
            case OPTIONS -> options(policy, families).toArray();
            case AT_HOME -> atHome(policy, families).toArray();
            case ALL -> IntStream.concat(anywhere, atHome(policy, families)).toArray();
        };
    }

    /**
     * A policy with other weights.
     *
     * @param policy that search starts with
     * @param positions of {@link #positions}
     * @param values of the weights there
     */
    static PolicyArtefact moved(PolicyArtefact policy, int[] positions, double[] values) {
        float[] weights = policy.weights().clone();
        for (int i = 0; i < positions.length; i++) {
            weights[positions[i]] = (float) values[i];
        }
        return policy.withWeights(weights);
    }

    /**
     * What the same search leaves of another policy, where decisions in training depend on the same
     * weights as they did in a search that is over.
     *
     * @param began policy that the search began with
     * @param left what it left of it
     * @param policy that it is to begin with now
     * @return null where a weight differs, so that the search has to be done again
     */
    public PolicyArtefact repeated(
            PolicyArtefact began,
            PolicyArtefact left,
            PolicyArtefact policy,
            List<TrainingFamily> families) {
        if (began.shape().isDeep() || policy.shape().isDeep()) {
            return null;
        }
        double[] before = values(began, ALL.positions(began, families));
        if (!Arrays.equals(before, values(policy, ALL.positions(policy, families)))) {
            return null;
        }
        double[] found = values(left, positions(left, families));
        return moved(policy, positions(policy, families), found);
    }

    private static double[] values(PolicyArtefact policy, int[] positions) {
        double[] values = new double[positions.length];
        for (int i = 0; i < positions.length; i++) {
            values[i] = policy.weights()[positions[i]];
        }
        return values;
    }

    private static IntStream atHome(PolicyArtefact policy, List<TrainingFamily> families) {
        IntStream sites =
                rows(policy, families)
                        .map(policy.knownOptions()::site)
                        .distinct()
                        .flatMap(site -> row(policy, Block.KNOWN_SITE, site));
        return IntStream.concat(sites, options(policy, families));
    }

    private static IntStream options(PolicyArtefact policy, List<TrainingFamily> families) {
        return rows(policy, families).flatMap(option -> row(policy, Block.KNOWN_OPTION, option));
    }

    private static IntStream rows(PolicyArtefact policy, List<TrainingFamily> families) {
        KnownOptions met = StartingPolicy.options(families);
        List<Long> known = policy.knownOptions().fingerprints();
        return IntStream.range(0, known.size())
                .filter(row -> met.fingerprints().contains(known.get(row)));
    }

    private static IntStream row(PolicyArtefact policy, Block block, int row) {
        NetworkShape shape = policy.shape();
        int from = shape.offset(block) + row * shape.columns(block);
        return IntStream.range(from, from + shape.columns(block));
    }
}
