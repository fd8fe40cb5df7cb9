package org.dsppo.policy.training.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.policy.learned.weights.IncompatiblePolicyException;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.plan.TrainingRecord.Point;

/** The files of a training run. */
final class RunFolder {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String START = "start.policy";
    private static final String LOG = "log.jsonl";

    private final Path folder;

    RunFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    /**
     * Makes the folder the plan's own.
     *
     * @throws IllegalArgumentException if it is another plan's
     */
    void claim(TrainingPlan plan) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("plan.json");
        if (!Files.exists(file)) {
            write(file, plan.toJson().getBytes(StandardCharsets.UTF_8));
        } else if (!Files.readString(file).equals(plan.toJson())) {
            throw new IllegalArgumentException(
                    "%s holds the run of another plan, expected an empty folder or the same plan"
                            .formatted(folder));
        }
    }

    boolean hasStart() {
        return Files.exists(folder.resolve(START));
    }

    void writeStart(PolicyArtefact policy) throws IOException {
        write(folder.resolve(START), policy.toBytes());
    }

    boolean hasOutcome(int stage) {
        return Files.exists(outcomeFile(stage));
    }

    PolicyArtefact outcome(int stage) throws IOException {
        return read(outcomeFile(stage));
    }

    void writeOutcome(int stage, PolicyArtefact policy) throws IOException {
        write(outcomeFile(stage), policy.toBytes());
    }

    private Path outcomeFile(int stage) {
        return folder.resolve("outcome-" + stage + ".policy");
    }

    /** A policy of the run, by {@link StageReference}. */
    PolicyArtefact policy(String reference) throws IOException {
        int stage = StageReference.number(reference);
        return stage < 0 ? read(folder.resolve(START)) : outcome(stage);
    }

    /** State of a stage under way, null if there is none. */
    byte[] checkpoint(int stage) throws IOException {
        Path file = checkpointFile(stage);
        return Files.exists(file) ? Files.readAllBytes(file) : null;
    }

    void writeCheckpoint(int stage, byte[] state) throws IOException {
        write(checkpointFile(stage), state);
    }

    private Path checkpointFile(int stage) {
        return folder.resolve("stage-" + stage + ".checkpoint");
    }

    /** Notes the figures of a step. */
    void log(int stage, String kind, long step, Map<String, Double> figures) throws IOException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("stage", stage);
        row.put("kind", kind);
        row.put("step", step);
        row.putAll(figures);
        Files.writeString(
                folder.resolve(LOG),
                JSON.writeValueAsString(row) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Figures that were noted of a stage, by name. */
    Map<String, List<Point>> curves(int stage) throws IOException {
        Map<String, List<Point>> curves = new LinkedHashMap<>();
        Path file = folder.resolve(LOG);
        if (!Files.exists(file)) {
            return curves;
        }
        for (String line : Files.readAllLines(file)) {
            JsonNode row = JSON.readTree(line);
            if (row.path("stage").asInt() == stage) {
                long step = row.path("step").asLong();
                for (Map.Entry<String, JsonNode> each : row.properties()) {
                    if (each.getValue().isDouble()) {
                        curves.computeIfAbsent(each.getKey(), name -> new ArrayList<>())
                                .add(new Point(step, each.getValue().asDouble()));
                    }
                }
            }
        }
        return curves;
    }

    private static PolicyArtefact read(Path file) throws IOException {
        try {
            return PolicyArtefact.read(Files.readAllBytes(file));
        } catch (IncompatiblePolicyException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** Whole or not at all, so that a stop in the middle leaves the one before. */
    static void write(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
