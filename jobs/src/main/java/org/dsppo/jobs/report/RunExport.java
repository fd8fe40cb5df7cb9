package org.dsppo.jobs.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.InvalidFileException;
import org.dsppo.schemas.codec.JsonFile;
import org.dsppo.schemas.codec.JsonLines;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskMessage;

/**
 * The folder that {@code --export} writes: what a run was given and what became of it.
 *
 * @param catalogue {@code cluster.json}
 * @param tasks {@code tasks.jsonl}, trace milliseconds
 * @param decisions {@code decisions.jsonl}, milliseconds from the start of the run: of trace time
 *     in simulation, of wall time otherwise
 * @param run {@code run.json}
 */
public record RunExport(
        Catalogue catalogue,
        List<TaskMessage> tasks,
        List<ExecutedDecision> decisions,
        RunDescription run) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * Writes the four files, replacing those of an earlier run; makes the folder if need be.
     *
     * @throws IOException if the folder cannot be written
     */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        JsonFile.write(folder.resolve("cluster.json"), MessageCodecs.CATALOGUE, catalogue);
        JsonLines.write(folder.resolve("tasks.jsonl"), MessageCodecs.TASK_MESSAGE, tasks);
        JsonLines.write(
                folder.resolve("decisions.jsonl"), ExecutedDecisionCodec.INSTANCE, decisions);
        MAPPER.writeValue(folder.resolve("run.json").toFile(), run);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IOException if a file cannot be read
     * @throws InvalidFileException naming file, line, field, value and what was expected
     */
    public static RunExport read(Path folder) throws IOException, InvalidFileException {
        return new RunExport(
                JsonFile.read(folder.resolve("cluster.json"), MessageCodecs.CATALOGUE),
                JsonLines.read(folder.resolve("tasks.jsonl"), MessageCodecs.TASK_MESSAGE),
                JsonLines.read(folder.resolve("decisions.jsonl"), ExecutedDecisionCodec.INSTANCE),
                description(folder.resolve("run.json")));
    }

    private static RunDescription description(Path file) throws IOException {
        try {
            return MAPPER.readValue(file.toFile(), RunDescription.class);
        } catch (JsonProcessingException e) {
            throw new IOException(
                    file + " is no run.json as an export writes it: " + e.getOriginalMessage(), e);
        }
    }
}
