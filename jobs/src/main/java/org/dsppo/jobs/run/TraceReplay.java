package org.dsppo.jobs.run;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.dsppo.schemas.task.TaskMessage;

/** Sends the messages of a trace when their time has come. */
public final class TraceReplay {

    private final List<TaskMessage> messages;
    private final TraceClock clock;
    private final Consumer<TaskMessage> sender;
    private volatile int sent;

    /**
     * @param messages in trace time, by rising time
     * @param sender takes each message rebased to epoch milliseconds
     */
    public TraceReplay(List<TaskMessage> messages, TraceClock clock, Consumer<TaskMessage> sender) {
        this.messages = messages;
        this.clock = clock;
        this.sender = sender;
    }

    /**
     * Sends everything and returns when the last message is sent.
     *
     * @throws InterruptedException if the thread is interrupted; what was sent stays sent
     */
    public void run() throws InterruptedException {
        for (TaskMessage message : messages) {
            long dueAt = clock.toEpochMillis(message.atMillis());
            long left = dueAt - System.currentTimeMillis();
            while (left > 0) {
                TimeUnit.MILLISECONDS.sleep(left);
                left = dueAt - System.currentTimeMillis();
            }
            sender.accept(clock.rebase(message));
            sent = sent + 1;
        }
    }

    /** True once everything is sent. */
    boolean isDone() {
        return sent == messages.size();
    }
}
