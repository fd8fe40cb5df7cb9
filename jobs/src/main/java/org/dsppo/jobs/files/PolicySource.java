package org.dsppo.jobs.files;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.topicview.PolicyTopic;
import org.dsppo.jobs.topicview.PolicyVersionName;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.learned.network.ShippedPolicy;
import org.dsppo.policy.learned.weights.IncompatiblePolicyException;
import org.dsppo.policy.learned.weights.PolicyArtefact;

/** Finds trained policies wherever they are. */
public final class PolicySource {

    private PolicySource() {}

    /**
     * An artefact from a file, the topic of policies, or the product.
     *
     * @param text a file, {@code name@version} or {@code ds-ppo}
     * @param policies what was published, read only where it is needed
     * @throws UserErrorException if there is none, or it cannot be used
     */
    public static PolicyArtefact find(String text, Supplier<PolicyTopic> policies) {
        if (PolicyFile.isNamedBy(text)) {
            return PolicyFile.read(Path.of(text));
        }
        PolicyVersionName name = PolicyVersionName.parse(text);
        if (name.version() == null) {
            return shipped(text);
        }
        byte[] bytes = policies.get().artefacts().get(text);
        if (bytes == null) {
            throw new UserErrorException(
                    "there is no version %s, expected one that 'dsppo policy list' shows"
                            .formatted(text));
        }
        try {
            return PolicyArtefact.read(bytes);
        } catch (IncompatiblePolicyException e) {
            throw new UserErrorException(
                    "version %s cannot be used: %s".formatted(text, e.getMessage()), e);
        }
    }

    private static PolicyArtefact shipped(String text) {
        if (!text.equals(Policies.DS_PPO)) {
            throw new UserErrorException(
                    "policy is %s, expected a file, NAME@VERSION or %s"
                            .formatted(text, Policies.DS_PPO));
        }
        try {
            return ShippedPolicy.artefact();
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }
}
