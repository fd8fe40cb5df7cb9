package org.dsppo.jobs.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets Ctrl-C end a command in an orderly way. */
public final class Shutdown {

    private static final long PATIENCE_SECONDS = 30;

    /** Work that stops when its thread is interrupted. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws InterruptedException;
    }

    private Shutdown() {}

    /**
     * Runs work that Ctrl-C breaks off; the JVM ends only after it has cleaned up.
     *
     * @throws RunFailedException if it was broken off
     */
    public static <T> T guarded(Work<T> work, String brokenOff) {
        CountDownLatch down = new CountDownLatch(1);
        AtomicBoolean wanted = new AtomicBoolean();
        Thread hook = hook(Thread.currentThread(), wanted, down);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return work.run();
        } catch (InterruptedException e) {
            throw new RunFailedException(brokenOff, e);
        } catch (RuntimeException e) {
            // Clients have exceptions of their own for a thread that was interrupted.
            throw wanted.get() ? new RunFailedException(brokenOff, e) : e;
        } finally {
            down.countDown();
            remove(hook);
        }
    }

    private static Thread hook(Thread running, AtomicBoolean wanted, CountDownLatch down) {
        return new Thread(
                () -> {
                    wanted.set(true);
                    running.interrupt();
                    try {
                        down.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "orderly-shutdown");
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is going down, and the hook is what waited for us.
        }
    }
}
