package org.dsppo.policy.training.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dsppo.schemas.codec.FileText;
import org.dsppo.schemas.codec.InvalidFileException;
import org.dsppo.schemas.codec.UnknownFields;

/**
 * How a policy is made: stages, each of which starts from what the one before it left.
 *
 * @param name name of the policy
 * @param seed of everything random
 * @param families names of the families that it is about, as of {@link PlanStage#families}; null
 *     for all the usual ones
 * @param stages in order
 * @param skipped numbers of stages that are left out, from 0: what follows gets what they would
 *     have begun with
 */
public record TrainingPlan(
        String name,
        long seed,
        List<String> families,
        List<PlanStage> stages,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> skipped) {

    /** The plan by which the shipped policy was made. */
    public static final String SHIPPED = "ds-ppo";

    private static final List<String> BUILT_IN = List.of(SHIPPED, "curriculum");
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .serializationInclusion(JsonInclude.Include.NON_NULL)
                    .build();

    public TrainingPlan {
        families = families == null ? null : List.copyOf(families);
        stages = stages == null ? List.of() : List.copyOf(stages);
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("name is missing, expected the policy's name");
        }
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("stages is empty, expected at least one");
        }
        skipped = skipped == null ? List.of() : List.copyOf(skipped);
        for (int number = 0; number < stages.size(); number++) {
            requireEarlier(stages.get(number), number);
        }
        for (int number : skipped) {
            if (number < 0 || number >= stages.size()) {
                throw new IllegalArgumentException(
                        "skipped is %d, expected 0 to %d".formatted(number, stages.size() - 1));
            }
        }
    }

    /** A plan of which nothing is left out. */
    public TrainingPlan(String name, long seed, List<PlanStage> stages) {
        this(name, seed, null, stages, List.of());
    }

    private static void requireEarlier(PlanStage stage, int number) {
        for (String policy : stage.needs()) {
            if (StageReference.is(policy) && StageReference.number(policy) >= number) {
                throw new IllegalArgumentException(
                        "stage %d needs %s, expected an earlier stage".formatted(number, policy));
            }
        }
        if (stage.from() != null && !StageReference.is(stage.from())) {
            throw new IllegalArgumentException(
                    "from is %s, expected start or stage-N".formatted(stage.from()));
        }
    }

    /** The same with one stage left out. */
    public TrainingPlan without(int stage) {
        List<Integer> more = new ArrayList<>(skipped);
        more.add(stage);
        return new TrainingPlan(name, seed, families, stages, more);
    }

    /** Names of the plans that the product carries. */
    public static List<String> builtInNames() {
        return BUILT_IN;
    }

    /**
     * A plan that the product carries: {@link #SHIPPED}, or {@code curriculum} as in section 4.2 of
     * the paper, from cloning to specialists, a student of theirs, and PPO.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static TrainingPlan builtIn(String name) {
        if (!BUILT_IN.contains(name)) {
            throw new IllegalArgumentException(
                    "plan is %s, expected one of %s".formatted(name, String.join(", ", BUILT_IN)));
        }
        try (InputStream in = TrainingPlan.class.getResourceAsStream(name + ".plan.json")) {
            return parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a plan file that a person wrote.
     *
     * @param warnings is given one line for each key that a plan does not have
     * @throws IOException if it cannot be read
     * @throws InvalidFileException if it is not in UTF-8
     * @throws IllegalArgumentException naming what is wrong
     */
    public static TrainingPlan read(Path file, Consumer<String> warnings)
            throws IOException, InvalidFileException {
        byte[] json;
        try (InputStream in = FileText.open(file)) {
            json = in.readAllBytes();
        }
        UnknownFields unknown = new UnknownFields();
        TrainingPlan plan =
                parsed(
                        () ->
                                JSON.readerFor(TrainingPlan.class)
                                        .withHandler(
                                                new UnknownPlanKeys(JSON.readTree(json), unknown))
                                        .readValue(json));
        unknown.report(file, warnings);
        return plan;
    }

    /**
     * Reads a plan that a program wrote.
     *
     * @throws IllegalArgumentException naming what is wrong
     */
    static TrainingPlan parse(byte[] json) {
        return parsed(() -> JSON.readValue(json, TrainingPlan.class));
    }

    private interface Parsing {
        TrainingPlan plan() throws IOException;
    }

    private static TrainingPlan parsed(Parsing parsing) {
        try {
            return parsing.plan();
        } catch (JsonMappingException e) {
            throw new IllegalArgumentException(
                    "plan, %s: %s".formatted(path(e), firstLine(e.getOriginalMessage())), e);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "plan, line %d: %s"
                            .formatted(
                                    e.getLocation().getLineNr(), firstLine(e.getOriginalMessage())),
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String path(JsonMappingException e) {
        StringBuilder path = new StringBuilder();
        for (JsonMappingException.Reference each : e.getPath()) {
            path.append(
                    each.getFieldName() == null
                            ? "[" + each.getIndex() + "]"
                            : (path.isEmpty() ? "" : ".") + each.getFieldName());
        }
        return path.isEmpty() ? "as a whole" : path.toString();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** The plan as a file has it. */
    public String toJson() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plan " + name, e);
        }
    }
}
