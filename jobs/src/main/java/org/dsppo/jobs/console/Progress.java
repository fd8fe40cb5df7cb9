package org.dsppo.jobs.console;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows how far a command is: on a terminal one line that is written over, elsewhere a line every
 * few seconds.
 */
public final class Progress {

    private static final long TERMINAL_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long LOG_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintWriter err;
    private final boolean terminal;
    private final LongSupplier nanoClock;
    private boolean dirty;
    private long shownAtNanos;
    private boolean shown;

    /** Progress on a terminal if this process has one. */
    public Progress(PrintWriter err) {
        this(err, System.console() != null, System::nanoTime);
    }

    public Progress(PrintWriter err, boolean terminal, LongSupplier nanoClock) {
        this.err = err;
        this.terminal = terminal;
        this.nanoClock = nanoClock;
    }

    /** Shows the state of things, unless it was shown a moment ago. */
    public void show(String line) {
        long now = nanoClock.getAsLong();
        if (shown && now - shownAtNanos < (terminal ? TERMINAL_NANOS : LOG_NANOS)) {
            return;
        }
        shown = true;
        shownAtNanos = now;
        if (terminal) {
            err.print(ERASE_LINE + line);
            dirty = true;
        } else {
            err.println(line);
        }
        err.flush();
    }

    /** Says something that stays. */
    public void say(String line) {
        clear();
        err.println(line);
        err.flush();
        shown = false;
    }

    /** Takes the line away. */
    public void clear() {
        if (dirty) {
            err.print(ERASE_LINE);
            err.flush();
            dirty = false;
        }
    }
}
