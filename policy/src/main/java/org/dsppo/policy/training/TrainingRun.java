package org.dsppo.policy.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.dsppo.policy.weights.IncompatiblePolicyException;
import org.dsppo.policy.weights.PolicyArtefact;

/**
 * Works a plan off, stage by stage, in a folder of its own: {@code plan.json}, {@code log.jsonl}
 * with a line per step, {@code stage-N.policy} that stage N begins with, and {@code
 * stage-N.checkpoint}. A run that was stopped goes on where it was when it is started on the same
 * folder.
 */
public final class TrainingRun {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TrainingPlan plan;
    private final List<TrainingFamily> families;
    private final Path folder;
    private final FamilyEvaluator evaluator;

    /** Told after each step. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param stage its number, from 0
         * @param kind its kind
         * @param done steps done
         * @param steps steps in all
         * @param figures of this step
         */
        void advanced(int stage, String kind, long done, long steps, Map<String, Double> figures);
    }

    /**
     * @param folder where the run keeps what it needs to go on
     */
    public TrainingRun(
            TrainingPlan plan,
            List<TrainingFamily> families,
            Path folder,
            FamilyEvaluator evaluator) {
        this.plan = plan;
        this.families = families;
        this.folder = folder;
        this.evaluator = evaluator;
    }

    /**
     * Runs to the end, or until told to stop.
     *
     * @param first policy that the first stage begins with, null for a greedy one
     * @param stop asked between steps
     * @return the policy, with its origin noted
     * @throws IOException if the folder cannot be used
     * @throws IllegalArgumentException if the folder holds the run of another plan
     */
    public PolicyArtefact run(PolicyArtefact first, BooleanSupplier stop, Listener listener)
            throws IOException {
        claimFolder();
        PolicyArtefact policy = null;
        for (int number = 0; number < plan.stages().size(); number++) {
            if (number > 0 && stop.getAsBoolean()) {
                break;
            }
            Path begin = folder.resolve("stage-" + number + ".policy");
            if (Files.exists(begin)) {
                policy = read(begin);
            } else {
                if (policy == null) {
                    policy = first != null ? first : StartingPolicy.greedy(plan.name(), families);
                }
                write(begin, policy.toBytes());
            }
            policy = stage(number, policy, stop, listener);
        }
        return withOrigin(policy);
    }

    private void claimFolder() throws IOException {
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

    private PolicyArtefact stage(
            int number, PolicyArtefact start, BooleanSupplier stop, Listener listener)
            throws IOException {
        PlanStage stage = plan.stages().get(number);
        Path checkpoint = folder.resolve("stage-" + number + ".checkpoint");
        byte[] state = Files.exists(checkpoint) ? Files.readAllBytes(checkpoint) : null;
        StageRun run = stage.begin(families, evaluator, start, plan.seed() + 1000L * number, state);
        while (run.done() < stage.steps() && !stop.getAsBoolean()) {
            Map<String, Double> figures = run.step();
            write(checkpoint, run.checkpoint());
            log(number, stage.kind(), run.done(), figures);
            listener.advanced(number, stage.kind(), run.done(), stage.steps(), figures);
        }
        return run.best();
    }

    private void log(int stage, String kind, long step, Map<String, Double> figures)
            throws IOException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("stage", stage);
        row.put("kind", kind);
        row.put("step", step);
        row.putAll(figures);
        Files.writeString(
                folder.resolve("log.jsonl"),
                JSON.writeValueAsString(row) + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private PolicyArtefact withOrigin(PolicyArtefact policy) {
        Map<String, String> hyperParameters = new LinkedHashMap<>();
        for (int i = 0; i < plan.stages().size(); i++) {
            hyperParameters.put("stage-" + i, plan.stages().get(i).toString());
        }
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("plan", plan.name());
        provenance.put("seed", Long.toString(plan.seed()));
        provenance.put(
                "families",
                String.join(", ", families.stream().map(TrainingFamily::name).toList()));
        return policy.withOrigin(hyperParameters, provenance);
    }

    private static PolicyArtefact read(Path file) throws IOException {
        try {
            return PolicyArtefact.read(Files.readAllBytes(file));
        } catch (IncompatiblePolicyException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** Whole or not at all, so that a stop in the middle leaves the one before. */
    private static void write(Path file, byte[] bytes) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, bytes);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
