package org.dsppo.policy.device.d3qn;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import org.dsppo.policy.learned.network.PerceptronShape;

/**
 * A trained agent as bytes: a mark, a format version, the widths of the network, float32 weights,
 * and a CRC-32 of all that.
 */
final class AgentFile {
    private static final int MARK = 0x44335141;
    private static final int VERSION = 1;
    private static final int MOST_WIDTHS = 16;
    private static final int CHECKSUM_BYTES = 8;

    private AgentFile() {}

    static byte[] encode(PerceptronShape shape, float[] weights) throws IOException {
        shape.requireWeights(weights);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MARK);
            out.writeInt(VERSION);
            out.writeInt(shape.widths().size());
            for (int width : shape.widths()) {
                out.writeInt(width);
            }
            for (float weight : weights) {
                out.writeFloat(weight);
            }
            out.writeLong(checksum(bytes.toByteArray(), bytes.size()));
        }
        return bytes.toByteArray();
    }

    /**
     * @throws IOException if these bytes are no agent of the expected shape, saying why
     */
    static float[] decode(InputStream source, PerceptronShape expected) throws IOException {
        byte[] bytes = source.readAllBytes();
        int length = bytes.length - CHECKSUM_BYTES;
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (length < 3 * Integer.BYTES || in.readInt() != MARK) {
                throw new IOException("it is no trained agent");
            }
            int version = in.readInt();
            if (version != VERSION) {
                throw new IOException("its format is %d, expected %d".formatted(version, VERSION));
            }
            List<Integer> widths = new ArrayList<>();
            int count = in.readInt();
            for (int at = 0; at < count && at < MOST_WIDTHS; at++) {
                widths.add(in.readInt());
            }
            if (!widths.equals(expected.widths())) {
                throw new IOException(
                        "its network has the widths %s, expected %s"
                                .formatted(widths, expected.widths()));
            }
            float[] weights = new float[expected.weightCount()];
            for (int at = 0; at < weights.length; at++) {
                weights[at] = in.readFloat();
                if (!Float.isFinite(weights[at])) {
                    throw new IOException("weight %d is %s".formatted(at, weights[at]));
                }
            }
            if (in.readLong() != checksum(bytes, length)) {
                throw new IOException("its checksum does not match");
            }
            return weights;
        }
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }
}
