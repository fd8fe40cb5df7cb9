package org.dsppo.jobs.bridge;

/**
 * Ids of tasks: {@code name:uid} for a workload's first submission, {@code name:uid.2} for its
 * second. What begins with another name belongs to another bridge, or to none.
 */
final class TaskIds {

    private static final char BEFORE_UID = ':';
    private static final char BEFORE_NUMBER = '.';

    private final String prefix;

    /** What an id is made of. */
    record Parts(String uid, int submission) {}

    TaskIds(String name) {
        this.prefix = name + BEFORE_UID;
    }

    String of(String uid, int submission) {
        return submission == 1 ? prefix + uid : prefix + uid + BEFORE_NUMBER + submission;
    }

    /** The parts of an id of ours, else null. */
    Parts parse(String taskId) {
        if (!taskId.startsWith(prefix)) {
            return null;
        }
        String rest = taskId.substring(prefix.length());
        int dot = rest.lastIndexOf(BEFORE_NUMBER);
        if (dot < 0) {
            return new Parts(rest, 1);
        }
        try {
            return new Parts(rest.substring(0, dot), Integer.parseInt(rest.substring(dot + 1)));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
