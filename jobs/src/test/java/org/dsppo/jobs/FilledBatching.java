package org.dsppo.jobs;

import java.time.Duration;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.options.BatchingJobOptions;
import org.dsppo.operators.batching.BatchingFunction;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;

/** What a batching job is told until all its states are filled. */
final class FilledBatching {

    static final String JOB = "batching";
    static final String NODE = "tuned-0";
    static final String STRATEGY = "vgg-16";

    static final Map<String, String> OPTIONS =
            Map.of(
                    "batching.step",
                    "200 ms",
                    "batching.repeat.interval",
                    "1 s",
                    // However old the savepoint is.
                    "batching.forget.after",
                    "36500 d");

    private final LiveSystem system;
    private int sent;

    private FilledBatching(LiveSystem system) {
        this.system = system;
    }

    static RestoredOperator batching(SavepointFile savepoint) throws Exception {
        return RestoredOperator.of(
                new BatchingFunction(BatchingJobOptions.from(Configuration.fromMap(OPTIONS))),
                TaskEvent::nodeId,
                savepoint.operator("batching"));
    }

    /** Runs a job until everything is filled and gives its last savepoint. */
    static SavepointFile run(LiveSystem system, FilledPlacement.Filled filled) throws Exception {
        return new FilledBatching(system).run(filled);
    }

    private SavepointFile run(FilledPlacement.Filled filled) throws Exception {
        system.startBatchingJob(1, null, Duration.ofHours(1), OPTIONS);
        for (int tried = 0; tried < 30; tried++) {
            int before = system.read(Topic.ALLOCATIONS, 0).size();
            system.await(
                    "the node is told something",
                    () -> {
                        next(system, sent++);
                        return system.read(Topic.ALLOCATIONS, 0).size() > before;
                    });
            next(system, sent++);
            SavepointFile savepoint = SavepointFile.of(system.savepoint());
            if (filled.test(savepoint)) {
                return savepoint;
            }
        }
        throw new AssertionError("the states do not fill");
    }

    /** Starts a task and ends the one before, or loses it every tenth time. */
    static void next(LiveSystem system, int number) {
        send(system, number, TaskEventKind.STARTED);
        if (number > 0) {
            send(
                    system,
                    number - 1,
                    number % 10 == 0 ? TaskEventKind.FAILED : TaskEventKind.FINISHED);
        }
    }

    private static void send(LiveSystem system, int number, TaskEventKind kind) {
        String taskId = "t" + number;
        TaskEvent event =
                FilledPlacement.event(
                        taskId, 1, "default", NODE, STRATEGY, kind, System.currentTimeMillis());
        // One key, so that events keep their order.
        system.send(Topic.TASK_EVENTS, NODE, MessageCodecs.TASK_EVENT.encode(event));
    }
}
