package org.dsppo.jobs.agent.execute;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How an executor works.
 *
 * @param state folder of its journal and of what attempts print
 * @param allowed what may be run
 * @param runtime program that runs containers: docker, podman or nerdctl
 * @param cgroup folder of a cgroup v2 that is ours, for limits of commands; null for none
 * @param grace between asking an attempt to stop and killing it
 * @param fenceAfter without contact for so long, everything is stopped; less than the job's {@code
 *     node.down.after}
 * @param startWithin an assignment that may be older is not begun; less than the job's {@code
 *     lease}
 * @param keep how long what attempts printed is kept, and their ids are known
 */
public record ExecutorSettings(
        Path state,
        AllowList allowed,
        String runtime,
        Path cgroup,
        Duration grace,
        Duration fenceAfter,
        Duration startWithin,
        Duration keep) {}
