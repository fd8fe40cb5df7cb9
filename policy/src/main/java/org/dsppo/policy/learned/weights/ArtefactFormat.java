package org.dsppo.policy.learned.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.dsppo.policy.learned.weights.IncompatiblePolicyException.Problem;

/**
 * Artefacts as bytes, little-endian: {@code DSPPO1\r\n}, length of the header as int32, the header
 * as JSON in UTF-8, weights as float32, SHA-256 of all that precedes.
 */
final class ArtefactFormat {

    static final int LARGEST_BYTES = 700_000;

    private static final byte[] MAGIC = "DSPPO1\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int DIGEST_BYTES = 32;
    private static final ObjectMapper JSON = new ObjectMapper();

    private ArtefactFormat() {}

    static byte[] write(PolicyArtefact artefact) {
        byte[] header;
        try {
            header = JSON.writeValueAsBytes(ArtefactHeader.write(artefact));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("header of policy " + artefact.name(), e);
        }
        float[] weights = artefact.weights();
        int size =
                MAGIC.length
                        + Integer.BYTES
                        + header.length
                        + weights.length * Float.BYTES
                        + DIGEST_BYTES;
        if (size > LARGEST_BYTES) {
            throw new IllegalArgumentException(
                    "policy %s takes %d bytes, expected at most %d"
                            .formatted(artefact.name(), size, LARGEST_BYTES));
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(MAGIC).putInt(header.length).put(header);
        for (float weight : weights) {
            bytes.putFloat(weight);
        }
        bytes.put(digest(bytes.array(), bytes.position()));
        return bytes.array();
    }

    static PolicyArtefact read(byte[] bytes) throws IncompatiblePolicyException {
        int least = MAGIC.length + Integer.BYTES + DIGEST_BYTES;
        boolean marked =
                bytes.length >= least
                        && Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
        if (!marked) {
            throw new IncompatiblePolicyException(
                    Problem.NOT_AN_ARTEFACT,
                    "%d bytes that do not begin as a policy artefact does".formatted(bytes.length));
        }
        if (bytes.length > LARGEST_BYTES) {
            throw new IncompatiblePolicyException(
                    Problem.TOO_LARGE,
                    "%d bytes, expected at most %d".formatted(bytes.length, LARGEST_BYTES));
        }
        int end = bytes.length - DIGEST_BYTES;
        if (!MessageDigest.isEqual(
                digest(bytes, end), Arrays.copyOfRange(bytes, end, bytes.length))) {
            throw new IncompatiblePolicyException(
                    Problem.CHECKSUM, "the checksum is not that of the content");
        }
        return readContent(ByteBuffer.wrap(bytes, 0, end).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static PolicyArtefact readContent(ByteBuffer bytes) throws IncompatiblePolicyException {
        bytes.position(MAGIC.length);
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            throw new IncompatiblePolicyException(
                    Problem.NOT_AN_ARTEFACT,
                    "a header of %d bytes in %d".formatted(length, bytes.remaining()));
        }
        byte[] text = new byte[length];
        bytes.get(text);
        ArtefactHeader header = new ArtefactHeader(parse(text));
        NetworkForm form = header.form();
        int featureVersion = header.featureVersion();
        if (featureVersion != form.featureVersion()) {
            throw new IncompatiblePolicyException(
                    Problem.FEATURE_VERSION,
                    "trained on features of version %d, expected %d"
                            .formatted(featureVersion, form.featureVersion()));
        }
        NetworkShape shape = header.shape(form);
        if (bytes.remaining() != (long) shape.weightCount() * Float.BYTES) {
            throw new IncompatiblePolicyException(
                    Problem.SHAPE,
                    "%d bytes of weights, expected the %d weights of %s"
                            .formatted(bytes.remaining(), shape.weightCount(), shape));
        }
        float[] weights = new float[shape.weightCount()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = bytes.getFloat();
            if (!Float.isFinite(weights[i])) {
                throw new IncompatiblePolicyException(
                        Problem.NON_FINITE, "weight %d is %s".formatted(i, weights[i]));
            }
        }
        return header.artefact(shape, weights);
    }

    private static ObjectNode parse(byte[] text) throws IncompatiblePolicyException {
        try {
            if (JSON.readTree(text) instanceof ObjectNode header) {
                return header;
            }
        } catch (IOException notJson) {
            // Falls through to the same message as JSON that is no object.
        }
        throw new IncompatiblePolicyException(Problem.HEADER, "the header is no JSON object");
    }

    private static byte[] digest(byte[] bytes, int length) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes, 0, length);
            return sha.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
