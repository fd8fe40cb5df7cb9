package org.dsppo.policy.lab.trace;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** Made-up traces of a few rows, and what tests ask of any reading. */
final class SmallTraces {

    private SmallTraces() {}

    /** Folder of a small trace among the test resources. */
    static Path folder(String format) {
        try {
            return Path.of(SmallTraces.class.getResource(format).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A small trace, read with options as they follow its folder. */
    static TraceReading read(String format, String options) throws InvalidTraceException {
        return TraceSource.parse(format + ':' + folder(format) + options).read();
    }

    /** A copy of a small trace, to be spoilt. */
    static Path copy(String format, Path target) throws IOException {
        try (var files = Files.list(folder(format))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName().toString()));
            }
        }
        return target;
    }

    static void replace(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        if (!text.contains(from)) {
            throw new IllegalArgumentException(file + " does not contain " + from);
        }
        Files.writeString(file, text.replace(from, to));
    }

    static List<TaskSubmitted> tasks(Workload workload) {
        return workload.tasks().stream().map(TaskMessage::submitted).toList();
    }
}
