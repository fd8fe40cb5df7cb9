package org.dsppo.jobs.cli;

/** What the command line ends with. */
final class ExitCode {

    static final int OK = 0;

    /** The run failed or broke a rule. */
    static final int FAILED = 1;

    /** The command line or a file it names cannot be used. */
    static final int USER_ERROR = 2;

    private ExitCode() {}
}
