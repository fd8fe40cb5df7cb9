package org.dsppo.schemas.task;

import java.util.List;
import org.dsppo.schemas.catalogue.ExecutionStrategy;

/**
 * An inference task that wants a place (topic {@code tasks}, file {@code tasks.jsonl}).
 *
 * @param taskId unique name of the task
 * @param submittedAtMillis epoch milliseconds on Kafka, milliseconds from the start in a trace file
 * @param taskClass name of a class of the catalogue
 * @param priority higher first; default 0
 * @param runtimeScale factor on every strategy's run time, known to the policy; default 1
 * @param deadlineAtMillis a task still waiting then is rejected; null for none
 * @param origin cluster that holds the input, null when there is nothing to transfer
 * @param inputBytes size of the input to transfer; default 0
 * @param cell cell that schedules the task, null for {@code default}
 * @param tenant owner, for accounting; may be null
 * @param strategies replace those of the class when not null
 * @param payload what to run, passed on to the executor; null for nothing
 */
public record TaskSubmitted(
        String taskId,
        long submittedAtMillis,
        String taskClass,
        int priority,
        double runtimeScale,
        Long deadlineAtMillis,
        String origin,
        long inputBytes,
        String cell,
        String tenant,
        List<ExecutionStrategy> strategies,
        Payload payload) {

    /** One that tells its executor nothing. */
    public TaskSubmitted(
            String taskId,
            long submittedAtMillis,
            String taskClass,
            int priority,
            double runtimeScale,
            Long deadlineAtMillis,
            String origin,
            long inputBytes,
            String cell,
            String tenant,
            List<ExecutionStrategy> strategies) {
        this(
                taskId,
                submittedAtMillis,
                taskClass,
                priority,
                runtimeScale,
                deadlineAtMillis,
                origin,
                inputBytes,
                cell,
                tenant,
                strategies,
                null);
    }

    /** A task with every optional field at its default. */
    public static TaskSubmitted of(String taskId, long submittedAtMillis, String taskClass) {
        return new TaskSubmitted(
                taskId, submittedAtMillis, taskClass, 0, 1.0, null, null, 0, null, null, null);
    }

    /** The same task under another id. */
    public TaskSubmitted named(String id) {
        return new TaskSubmitted(
                id,
                submittedAtMillis,
                taskClass,
                priority,
                runtimeScale,
                deadlineAtMillis,
                origin,
                inputBytes,
                cell,
                tenant,
                strategies,
                payload);
    }

    /** The same task submitted at another time; a deadline keeps its distance. */
    public TaskSubmitted submittedAt(long millis) {
        Long deadline =
                deadlineAtMillis == null ? null : deadlineAtMillis - submittedAtMillis + millis;
        return new TaskSubmitted(
                taskId,
                millis,
                taskClass,
                priority,
                runtimeScale,
                deadline,
                origin,
                inputBytes,
                cell,
                tenant,
                strategies,
                payload);
    }

    /** The same task with its run times multiplied by a factor. */
    public TaskSubmitted scaledBy(double factor) {
        return new TaskSubmitted(
                taskId,
                submittedAtMillis,
                taskClass,
                priority,
                runtimeScale * factor,
                deadlineAtMillis,
                origin,
                inputBytes,
                cell,
                tenant,
                strategies,
                payload);
    }
}
