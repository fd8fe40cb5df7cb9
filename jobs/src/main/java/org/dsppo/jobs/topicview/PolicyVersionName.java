package org.dsppo.jobs.topicview;

import org.dsppo.jobs.console.UserErrorException;

/**
 * A version as typed, {@code ds-ppo@4} or {@code greedy:k=2}.
 *
 * @param name name of the policy
 * @param version null if none was given
 */
public record PolicyVersionName(String name, Integer version) {

    /**
     * Reads it.
     *
     * @throws UserErrorException if what follows the @ is no version
     */
    public static PolicyVersionName parse(String text) {
        int at = text.lastIndexOf('@');
        if (at < 0) {
            return new PolicyVersionName(text, null);
        }
        try {
            int version = Integer.parseInt(text.substring(at + 1));
            if (at > 0 && version >= 0) {
                return new PolicyVersionName(text.substring(0, at), version);
            }
        } catch (NumberFormatException e) {
            // Falls through to the same message as an empty name.
        }
        throw new UserErrorException(
                "policy is %s, expected NAME or NAME@VERSION, such as ds-ppo@4".formatted(text));
    }

    @Override
    public String toString() {
        return version == null ? name : name + '@' + version;
    }
}
