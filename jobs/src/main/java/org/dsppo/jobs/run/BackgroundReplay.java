package org.dsppo.jobs.run;

import org.dsppo.jobs.console.RunFailedException;

/** A replay on a thread of its own. */
public final class BackgroundReplay implements AutoCloseable {

    private final TraceReplay replay;
    private final Thread thread;
    private volatile RuntimeException failure;

    private BackgroundReplay(TraceReplay replay) {
        this.replay = replay;
        this.thread = new Thread(this::run, "trace-replay");
    }

    public static BackgroundReplay start(TraceReplay replay) {
        BackgroundReplay sending = new BackgroundReplay(replay);
        sending.thread.start();
        return sending;
    }

    private void run() {
        try {
            replay.run();
        } catch (InterruptedException e) {
            // Asked to stop: nobody waits for the rest of the trace.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    public boolean isDone() {
        return replay.isDone();
    }

    /**
     * @throws RunFailedException if the replay broke off
     */
    public void requireAlive() {
        if (failure != null) {
            throw new RunFailedException("the replay of the trace broke off: " + failure, failure);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
