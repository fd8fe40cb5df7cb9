package org.dsppo.jobs.agent.execute;

import org.dsppo.schemas.task.TaskEvent;

/** Where an executor reports what becomes of attempts. */
@FunctionalInterface
public interface AttemptReports {

    /** What became of a report. */
    @FunctionalInterface
    interface Outcome {
        /**
         * @param arrived false if it has to be sent again
         */
        void is(boolean arrived);
    }

    /**
     * Sends a report.
     *
     * @param outcome is called once, on any thread
     */
    void send(TaskEvent event, Outcome outcome);
}
