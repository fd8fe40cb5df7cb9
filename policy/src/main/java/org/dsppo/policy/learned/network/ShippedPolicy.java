package org.dsppo.policy.learned.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.dsppo.policy.learned.weights.IncompatiblePolicyException;
import org.dsppo.policy.learned.weights.PolicyArtefact;

/** The trained policy that the product carries. */
public final class ShippedPolicy {

    private static final String RESOURCE = "ds-ppo.policy";

    private ShippedPolicy() {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException if this build carries none, or one that it cannot use
     */
    public static PolicyArtefact artefact() {
        try (InputStream in = ShippedPolicy.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "this build carries no trained policy ds-ppo, expected one as a file:"
                                + " ds-ppo:file=PATH");
            }
            return PolicyArtefact.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IncompatiblePolicyException e) {
            throw new IllegalArgumentException(
                    "the trained policy ds-ppo of this build cannot be used: " + e.getMessage(), e);
        }
    }
}
