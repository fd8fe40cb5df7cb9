package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** What a command did: its exit code and what it printed. */
record CommandRun(int status, String out, String err) {

    static CommandRun of(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = DsppoCommand.run(new PrintWriter(out), new PrintWriter(err), args);
        return new CommandRun(status, out.toString(), err.toString());
    }

    /** Splits a line of words as a shell would that knows no quotes. */
    static CommandRun ofLine(String line) {
        return of(line.split(" "));
    }

    List<String> errorLines() {
        return err.lines().toList();
    }
}
