package org.dsppo.jobs.agent.execute;

import java.util.List;
import java.util.Map;

/**
 * What a task's payload asks to be run: a command, or a container's image with arguments.
 *
 * @param command program and arguments; null for a container
 * @param image image of the container; null for a command
 * @param arguments of the container
 * @param environment variables that the payload sets
 * @param cpuLimit cores that it may use at most; null for no limit
 * @param memoryLimitMb memory that it may use at most; null for no limit
 */
record Order(
        List<String> command,
        String image,
        List<String> arguments,
        Map<String, String> environment,
        Double cpuLimit,
        Double memoryLimitMb) {

    boolean isLimited() {
        return cpuLimit != null || memoryLimitMb != null;
    }
}
