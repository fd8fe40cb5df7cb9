package org.dsppo.policy.learned.network;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.dsppo.policy.learned.weights.IncompatiblePolicyException;
import org.dsppo.policy.learned.weights.PolicyArtefact;

/** The paper's learned policies that the product carries, trained on {@code ii5}. */
public final class ShippedScorers {

    private ShippedScorers() {}

    /** True if this build carries a trained policy of that name. */
    public static boolean carries(String name) {
        return ShippedScorers.class.getResource(name + ".policy") != null;
    }

    /**
     * Reads one.
     *
     * @param name {@code ds-ppo-paper}, {@code dqn} or {@code reinforce}
     * @throws IllegalArgumentException if this build carries none of that name, or one that it
     *     cannot use
     */
    public static PolicyArtefact artefact(String name) {
        try (InputStream in = ShippedScorers.class.getResourceAsStream(name + ".policy")) {
            if (in == null) {
                throw new IllegalArgumentException(
                        "this build carries no trained policy %s, expected one as a file: %s:file=PATH"
                                .formatted(name, name));
            }
            return PolicyArtefact.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IncompatiblePolicyException e) {
            throw new IllegalArgumentException(
                    "the trained policy %s of this build cannot be used: %s"
                            .formatted(name, e.getMessage()),
                    e);
        }
    }
}
