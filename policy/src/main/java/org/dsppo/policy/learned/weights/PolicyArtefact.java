package org.dsppo.policy.learned.weights;

import java.util.Arrays;
import java.util.Map;
import org.dsppo.policy.learned.features.KnownOptions;

/**
 * A trained policy as it is stored and sent: weights, and all that is needed to use them and to say
 * where they come from. {@link ArtefactFormat} says how it looks as bytes.
 *
 * @param name name of the policy
 * @param version rises with every published version, from 1
 * @param featureVersion {@link NetworkForm#featureVersion} that it was trained on
 * @param shape sizes of the network
 * @param normalisers statistics of the features
 * @param knownOptions options with weights of their own
 * @param hyperParameters of its training, for reading
 * @param provenance how it came about, for reading
 * @param weights in the layout of the shape; not copied
 */
public record PolicyArtefact(
        String name,
        long version,
        int featureVersion,
        NetworkShape shape,
        Normalisers normalisers,
        KnownOptions knownOptions,
        Map<String, String> hyperParameters,
        Map<String, String> provenance,
        float[] weights) {

    public PolicyArtefact {
        hyperParameters = Map.copyOf(hyperParameters);
        provenance = Map.copyOf(provenance);
        if (weights.length != shape.weightCount()) {
            throw new IllegalArgumentException(
                    "%d weights, expected the %d of %s"
                            .formatted(weights.length, shape.weightCount(), shape));
        }
        if (!shape.equals(shape.withKnown(knownOptions))) {
            throw new IllegalArgumentException(
                    "%s, expected those of %s".formatted(knownOptions, shape));
        }
        if (version < 1 || version > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "version is %d, expected 1 to %d".formatted(version, Integer.MAX_VALUE));
        }
    }

    /** Version 1 on the features of today, without notes on its origin. */
    public static PolicyArtefact of(
            String name, NetworkShape shape, Normalisers normalisers, float[] weights) {
        return new PolicyArtefact(
                name,
                1,
                shape.form().featureVersion(),
                shape,
                normalisers,
                KnownOptions.NONE,
                Map.of(),
                Map.of(),
                weights);
    }

    /**
     * Reads an artefact.
     *
     * @throws IncompatiblePolicyException if it cannot be used, with the reason
     */
    public static PolicyArtefact read(byte[] bytes) throws IncompatiblePolicyException {
        return ArtefactFormat.read(bytes);
    }

    /** The artefact as bytes; the same artefact gives the same bytes. */
    public byte[] toBytes() {
        return ArtefactFormat.write(this);
    }

    /** The same policy under another version. */
    public PolicyArtefact withVersion(long other) {
        return new PolicyArtefact(
                name,
                other,
                featureVersion,
                shape,
                normalisers,
                knownOptions,
                hyperParameters,
                provenance,
                weights);
    }

    /** The same policy with other weights, which are not copied. */
    public PolicyArtefact withWeights(float[] others) {
        return new PolicyArtefact(
                name,
                version,
                featureVersion,
                shape,
                normalisers,
                knownOptions,
                hyperParameters,
                provenance,
                others);
    }

    /**
     * The same policy that knows more options and their sites; it judges them as before, their
     * weights are zero.
     */
    public PolicyArtefact knowing(KnownOptions more) {
        KnownOptions all = knownOptions.and(more);
        NetworkShape larger = shape.withKnown(all);
        float[] extended = new float[larger.weightCount()];
        int options = shape.offset(Block.KNOWN_OPTION);
        int linear = shape.linearWeights();
        System.arraycopy(weights, 0, extended, 0, options);
        System.arraycopy(
                weights, options, extended, larger.offset(Block.KNOWN_OPTION), linear - options);
        System.arraycopy(
                weights, linear, extended, larger.linearWeights(), weights.length - linear);
        return new PolicyArtefact(
                name,
                version,
                featureVersion,
                larger,
                normalisers,
                all,
                hyperParameters,
                provenance,
                extended);
    }

    /**
     * The same policy with a deep part of a width on top, which adds nothing yet.
     *
     * @param deeper shape of it; its known options are those of this policy
     */
    public PolicyArtefact deepened(NetworkShape deeper, long seed) {
        NetworkShape same = deeper.withKnown(knownOptions);
        return new PolicyArtefact(
                name,
                version,
                featureVersion,
                same,
                normalisers,
                knownOptions,
                hyperParameters,
                provenance,
                same.initialWeights(Arrays.copyOf(weights, shape.linearWeights()), seed));
    }

    /** The same policy with other notes on its origin. */
    public PolicyArtefact withOrigin(
            Map<String, String> newHyperParameters, Map<String, String> newProvenance) {
        return new PolicyArtefact(
                name,
                version,
                featureVersion,
                shape,
                normalisers,
                knownOptions,
                newHyperParameters,
                newProvenance,
                weights);
    }
}
