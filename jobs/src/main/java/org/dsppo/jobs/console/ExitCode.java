package org.dsppo.jobs.console;

/** What the command line ends with. */
public final class ExitCode {

    public static final int OK = 0;

    /** The run failed or broke a rule. */
    public static final int FAILED = 1;

    /** The command line or a file it names cannot be used. */
    public static final int USER_ERROR = 2;

    private ExitCode() {}
}
