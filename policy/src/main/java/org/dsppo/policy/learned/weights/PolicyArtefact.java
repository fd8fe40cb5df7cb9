package org.dsppo.policy.learned.weights;

import java.util.Arrays;
import java.util.Map;

/**
 * A trained policy as it is stored and sent: weights, and all that is needed to use them and to say
 * where they come from. {@link ArtefactFormat} says how it looks as bytes.
 *
 * @param name name of the policy
 * @param version rises with every published version, from 1
 * @param featureVersion {@link NetworkForm#featureVersion} that it was trained on
 * @param shape sizes of the network
 * @param normalisers statistics of the features
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
                hyperParameters,
                provenance,
                others);
    }

    /**
     * The same policy with a deep part on top, which adds nothing yet.
     *
     * @param nodeWidth as of {@link NetworkShape}
     * @param classWidth likewise
     * @param hidden likewise
     */
    public PolicyArtefact deepened(int nodeWidth, int classWidth, int hidden, long seed) {
        NetworkShape deeper = shape.withDeepPart(nodeWidth, classWidth, hidden);
        return reshaped(
                deeper,
                normalisers,
                deeper.initialWeights(Arrays.copyOf(weights, shape.shallowWeights()), seed));
    }

    /** Its linear path alone. */
    public PolicyArtefact linearPart() {
        return cut(NetworkShape.LINEAR);
    }

    /** All of it but the deep part. */
    public PolicyArtefact shallowPart() {
        return cut(shape.withDeepPart(0, 0, 0));
    }

    private PolicyArtefact cut(NetworkShape beginning) {
        return reshaped(beginning, normalisers, Arrays.copyOf(weights, beginning.weightCount()));
    }

    /** The same policy with weights of another shape. */
    public PolicyArtefact reshaped(NetworkShape other, Normalisers statistics, float[] others) {
        return new PolicyArtefact(
                name,
                version,
                featureVersion,
                other,
                statistics,
                hyperParameters,
                provenance,
                others);
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
                newHyperParameters,
                newProvenance,
                weights);
    }
}
