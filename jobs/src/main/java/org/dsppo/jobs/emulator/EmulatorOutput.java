package org.dsppo.jobs.emulator;

import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.task.TaskEvent;

/** Where executors send what they have to say. */
interface EmulatorOutput {

    /** Something happened to an attempt. */
    void send(TaskEvent event);

    /** A node reports its state. */
    void send(NodeTelemetry telemetry);
}
