package org.dsppo.policy.device.d3qn;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dsppo.policy.device.tuning.ControllerFactory;
import org.dsppo.policy.device.tuning.TunedDevice;
import org.dsppo.policy.learned.network.PerceptronShape;

/** Trained agents: the one that is shipped, files of others, and controllers that act by them. */
public final class D3qn {
    /** Name of the controller in reports. */
    public static final String NAME = "d3qn";

    private static final int HIDDEN_WIDTH = 64;
    private static final String SHIPPED = "reference-device.agent";

    private D3qn() {}

    /** The shape of every agent for a device. */
    public static PerceptronShape shape(TunedDevice device) {
        return D3qnAgent.shape(device, HIDDEN_WIDTH);
    }

    /** Acts by the agent that is shipped, which was trained for the reference device. */
    public static ControllerFactory shipped() {
        PerceptronShape shape = shape(TunedDevice.reference());
        try (InputStream resource = D3qn.class.getResourceAsStream(SHIPPED)) {
            if (resource == null) {
                throw new IllegalStateException("the class path lacks " + SHIPPED);
            }
            return acting(AgentFile.decode(resource, shape));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the shipped agent %s cannot be used: %s".formatted(SHIPPED, e.getMessage()),
                    e);
        }
    }

    /** Acts by these weights. */
    public static ControllerFactory acting(float[] weights) {
        return setting ->
                new D3qnAgent(
                        setting.model().device(),
                        setting.nominalRates(),
                        shape(setting.model().device()),
                        weights,
                        0);
    }

    /** Writes an agent for the reference device. */
    public static void write(Path file, float[] weights) throws IOException {
        Files.write(file, AgentFile.encode(shape(TunedDevice.reference()), weights));
    }
}
