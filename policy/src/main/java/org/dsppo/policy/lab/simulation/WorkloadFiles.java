package org.dsppo.policy.lab.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.CatalogueFile;
import org.dsppo.schemas.codec.InvalidFileException;
import org.dsppo.schemas.codec.JsonLines;
import org.dsppo.schemas.codec.JsonLines.Line;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskMessage;

/** Workloads in files that people wrote: {@code cluster.json} and {@code tasks.jsonl}. */
public final class WorkloadFiles {

    private WorkloadFiles() {}

    /**
     * Reads a catalogue.
     *
     * @param warnings is given a line for each thing that is read otherwise than it may be meant
     * @throws IOException if the file cannot be read
     * @throws InvalidFileException naming file, field, value and what was expected
     */
    public static Catalogue catalogue(Path file, Consumer<String> warnings)
            throws IOException, InvalidFileException {
        return CatalogueFile.read(file, warnings);
    }

    /**
     * Reads tasks and puts them in order of time, equal times in the order of the file. Times far
     * from zero are moved so that the first is 0. Tasks that a scheduler can only reject stay, so
     * that the run rejects them.
     *
     * @param catalogue what the tasks are to run on
     * @param warnings is given a line for each thing that is read otherwise than it may be meant,
     *     and for each task that will be rejected
     * @throws IOException if the file cannot be read
     * @throws InvalidFileException naming file, line, field, value and what was expected
     */
    public static List<TaskMessage> tasks(Path file, Catalogue catalogue, Consumer<String> warnings)
            throws IOException, InvalidFileException {
        List<Line<TaskMessage>> lines =
                new ArrayList<>(JsonLines.read(file, MessageCodecs.TASK_MESSAGE, warnings));
        lines.sort(Comparator.comparingLong(line -> line.message().atMillis()));
        TaskReferences references = new TaskReferences(file, catalogue);
        references.requireOrigins(lines);
        references.reportRejections(lines, warnings);
        List<TaskMessage> tasks = lines.stream().map(Line::message).toList();
        TimeOrigin origin = new TimeOrigin(file.toString(), warnings);
        List<TaskMessage> rebased = origin.rebased(tasks);
        new SecondsSuspicion(file.toString(), catalogue).report(tasks, warnings);
        return rebased;
    }
}
