package org.dsppo.jobs.emulator;

import java.util.Properties;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.schemas.task.TaskEvent;

/** Writes the task events of an emulated node to Kafka. */
public final class TaskEventSender implements AutoCloseable {
    private final KafkaOutput output;

    /**
     * @param connection how to reach the brokers
     */
    public TaskEventSender(Properties connection, Topics topics) {
        Properties settings = new Properties();
        settings.putAll(connection);
        this.output = new KafkaOutput(settings, topics);
    }

    public void send(TaskEvent event) {
        output.send(event);
    }

    /**
     * @throws IllegalStateException if some event could not be written
     */
    public void requireHealthy() {
        if (output.failure() != null) {
            throw new IllegalStateException("cannot write task events", output.failure());
        }
    }

    @Override
    public void close() {
        output.close();
    }
}
