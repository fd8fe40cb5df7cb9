package org.dsppo.jobs.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class ProgressTest {

    private final StringWriter err = new StringWriter();
    private long nanos;

    private Progress progress(boolean terminal) {
        return new Progress(new PrintWriter(err), terminal, () -> nanos);
    }

    private void pass(double seconds) {
        nanos += (long) (seconds * 1e9);
    }

    @Test
    void writesALineEveryFewSecondsToAFile() {
        Progress progress = progress(false);
        progress.show("one");
        pass(4.9);
        progress.show("two");
        pass(0.2);
        progress.show("three");
        progress.clear();

        assertThat(err.toString().lines()).containsExactly("one", "three");
    }

    @Test
    void writesOverTheLineOnATerminal() {
        Progress progress = progress(true);
        progress.show("one");
        pass(0.3);
        progress.show("two");
        progress.clear();

        assertThat(err.toString()).isEqualTo("\r\u001b[2Kone\r\u001b[2Ktwo\r\u001b[2K");
    }

    @Test
    void saysAtOnceWhatMustStay() {
        Progress progress = progress(true);
        progress.show("one");
        progress.say("kept");

        assertThat(err.toString())
                .isEqualTo("\r\u001b[2Kone\r\u001b[2Kkept" + System.lineSeparator());
    }
}
