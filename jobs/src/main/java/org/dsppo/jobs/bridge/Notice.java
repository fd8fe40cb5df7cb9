package org.dsppo.jobs.bridge;

/**
 * What the owner of a workload is told.
 *
 * @param reason one word, as events of Kubernetes have
 * @param message a sentence
 * @param warning true where somebody should do something
 */
record Notice(String reason, String message, boolean warning) {

    static Notice bound(String node, String decisionId) {
        return new Notice(
                "Scheduled", "bound to %s by decision %s".formatted(node, decisionId), false);
    }

    static Notice waiting(String taskId, String why) {
        return new Notice("Waiting", "%s (task %s)".formatted(why, taskId), false);
    }

    static Notice warning(String reason, String message) {
        return new Notice(reason, message, true);
    }
}
