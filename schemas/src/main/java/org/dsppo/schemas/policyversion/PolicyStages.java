package org.dsppo.schemas.policyversion;

/**
 * Which versions of a policy act (compacted topic {@code policies}, key = name). Applied only if
 * the revision is higher than the one in force.
 *
 * @param name name of the policy
 * @param revision rises with every change, a rollback included
 * @param active version that decides; {@link #NONE} if none of this policy does, so that who
 *     decides without this record goes on: the newest record of another policy, else the job's own
 *     policy
 * @param canary version on trial, or null
 * @param shadow version scored without acting, or null
 * @param previous version that was active before this one, {@link #NONE} if none of this policy
 *     was, or null where that is not known
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

    /** Stands for no version of the policy. */
    public static final int NONE = 0;

    /** A record that says nothing of what was before. */
    public PolicyStages(String name, long revision, int active, Integer canary, Integer shadow) {
        this(name, revision, active, canary, shadow, null, null);
    }

    /** True if a version of this policy decides by this record, unless it is only on trial. */
    public boolean decides() {
        return active != NONE;
    }

    /** True if a version is asked or decides now and then, on trial. */
    public boolean hasTrial() {
        return canary != null || shadow != null;
    }
}
