package org.dsppo.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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

    /** The object that it printed; fails if the command did. */
    JsonNode json() throws JsonProcessingException {
        assertThat(status).as(err).isZero();
        return new ObjectMapper().readTree(out);
    }

    List<String> errorLines() {
        return err.lines().toList();
    }
}
