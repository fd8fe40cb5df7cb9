package org.dsppo.jobs.bridge;

import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskMessage;

/** What a bridge tells the scheduler. */
interface SchedulerInput {

    void send(TaskMessage message);

    void send(TaskEvent event);

    void send(NodeTelemetry report);

    /** Puts a catalogue in force; only what differs from the one before is written. */
    void publish(Catalogue catalogue);
}
