package org.dsppo.jobs.bridge;

/**
 * Something of a platform that is ours to place: a pod, or a resource binding of Karmada.
 *
 * @param namespace where it is
 * @param name its name there
 * @param uid of this one of all that ever had the name
 * @param phase where it stands
 * @param node where it is bound; null while it is not
 * @param decisionId the decision it was bound by; null if by nobody or somebody else
 * @param strategy the strategy of that decision; null likewise
 * @param detail why it failed; null if it did not
 * @param wish what it asks for; null where {@code refusal} says why it cannot be had
 * @param refusal why it cannot be scheduled by us; null if it can
 */
record Workload(
        String namespace,
        String name,
        String uid,
        WorkloadPhase phase,
        String node,
        String decisionId,
        String strategy,
        String detail,
        Wish wish,
        String refusal) {

    /** {@code namespace/name}. */
    String path() {
        return namespace + '/' + name;
    }

    boolean bound() {
        return phase == WorkloadPhase.BOUND;
    }

    boolean ended() {
        return phase == WorkloadPhase.SUCCEEDED || phase == WorkloadPhase.FAILED;
    }
}
