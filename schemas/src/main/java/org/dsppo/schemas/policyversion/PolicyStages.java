package org.dsppo.schemas.policyversion;

/**
 * Which versions of a policy act (compacted topic {@code policies}, key = name). Applied only if
 * the revision is higher than the one in force.
 *
 * @param name name of the policy
 * @param revision rises with every change, a rollback included
 * @param active version that decides
 * @param canary version on trial, or null
 * @param shadow version scored without acting, or null
 * @param previous version that was active before this one, or null
 * @param reason why the last change was made, for people; may be null
 */
public record PolicyStages(
        String name,
        long revision,
        int active,
        Integer canary,
        Integer shadow,
        Integer previous,
        String reason) {

    /** A record that says nothing of what was before. */
    public PolicyStages(String name, long revision, int active, Integer canary, Integer shadow) {
        this(name, revision, active, canary, shadow, null, null);
    }
}
