package org.dsppo.policy.lab.simulation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.InvalidFileException;
import org.dsppo.schemas.codec.JsonFile;
import org.dsppo.schemas.codec.JsonLines;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskMessage;

/** Workloads in files: {@code cluster.json} and {@code tasks.jsonl}. */
public final class WorkloadFiles {

    private WorkloadFiles() {}

    /**
     * Reads a catalogue.
     *
     * @throws IOException if the file cannot be read
     * @throws InvalidFileException naming file, field, value and what was expected
     */
    public static Catalogue catalogue(Path file) throws IOException, InvalidFileException {
        return JsonFile.read(file, MessageCodecs.CATALOGUE);
    }

    /**
     * Reads tasks and puts them in order of time, equal times in the order of the file.
     *
     * @throws IOException if the file cannot be read
     * @throws InvalidFileException naming file, line, field, value and what was expected
     */
    public static List<TaskMessage> tasks(Path file) throws IOException, InvalidFileException {
        List<TaskMessage> tasks = new ArrayList<>(JsonLines.read(file, MessageCodecs.TASK_MESSAGE));
        tasks.sort(Comparator.comparingLong(TaskMessage::atMillis));
        return tasks;
    }
}
