package org.dsppo.policy.training.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.sites.FamilyEvaluator;
import org.dsppo.policy.training.sites.FamilyNames;
import org.dsppo.policy.training.sites.TrainingFamily;

/**
 * Works a plan off, stage by stage, in a folder of its own: {@code plan.json}, {@code log.jsonl}
 * with a line per step, {@code start.policy} that it begins with, and for each stage N {@code
 * stage-N.checkpoint} while it is under way and {@code outcome-N.policy} once it is done. A run
 * that was stopped goes on where it was when it is started on the same folder.
 */
public final class TrainingRun {

    private final TrainingPlan plan;
    private final List<TrainingFamily> usual;
    private final List<TrainingFamily> others;
    private final List<TrainingFamily> families;
    private final List<List<TrainingFamily>> familiesOfStage = new ArrayList<>();
    private final RunFolder folder;
    private final FamilyEvaluator evaluator;
    private final TrainingRun whole;

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
     * @param usual families that the run is about, unless the plan says otherwise
     * @param others families that the plan may name besides
     * @param folder where the run keeps what it needs to go on
     * @throws IllegalArgumentException if a stage names a family that there is not
     */
    public TrainingRun(
            TrainingPlan plan,
            List<TrainingFamily> usual,
            List<TrainingFamily> others,
            Path folder,
            FamilyEvaluator evaluator) {
        this(plan, usual, others, folder, evaluator, null);
    }

    /** A run that takes over what another, which is over, knows already. */
    private TrainingRun(
            TrainingPlan plan,
            List<TrainingFamily> usual,
            List<TrainingFamily> others,
            Path folder,
            FamilyEvaluator evaluator,
            TrainingRun whole) {
        this.whole = whole;
        this.plan = plan;
        this.usual = usual;
        this.others = others;
        this.families = FamilyNames.choose(plan.families(), usual, others);
        this.folder = new RunFolder(folder);
        this.evaluator = evaluator;
        for (PlanStage stage : plan.stages()) {
            List<String> names = stage.families();
            familiesOfStage.add(
                    names == null ? families : FamilyNames.choose(names, usual, others));
            checks(stage);
        }
    }

    /**
     * Runs to the end, or until told to stop.
     *
     * @param first policy that the run begins with, null for a greedy one
     * @param stop asked between steps
     * @return the policy, with its origin noted
     * @throws IOException if the folder cannot be used
     * @throws IllegalArgumentException if the folder holds the run of another plan
     */
    public PolicyArtefact run(PolicyArtefact first, BooleanSupplier stop, Listener listener)
            throws IOException {
        folder.claim(plan);
        if (!folder.hasStart()) {
            folder.writeStart(first != null ? first : StartingPolicy.greedy(plan.name(), families));
        }
        PolicyArtefact policy = folder.policy(StageReference.START);
        for (int number = 0; number < plan.stages().size(); number++) {
            if (number > 0 && stop.getAsBoolean()) {
                break;
            }
            policy = outcome(number, beginning(number), stop, listener);
        }
        return withOrigin(policy);
    }

    /** What a stage begins with, once those before it are done. */
    private PolicyArtefact beginning(int number) throws IOException {
        String from = plan.stages().get(number).from();
        if (from != null) {
            return folder.policy(from);
        }
        return number == 0 ? folder.policy(StageReference.START) : folder.outcome(number - 1);
    }

    private PolicyArtefact outcome(
            int number, PolicyArtefact begin, BooleanSupplier stop, Listener listener)
            throws IOException {
        if (folder.hasOutcome(number)) {
            return folder.outcome(number);
        }
        if (plan.skipped().contains(number)) {
            folder.writeOutcome(number, begin);
            return begin;
        }
        PlanStage stage = plan.stages().get(number);
        PolicyArtefact known = whole == null ? null : whole.repeated(number, begin);
        if (known != null) {
            folder.writeOutcome(number, known);
            return known;
        }
        StageRun run =
                stage.begin(
                        new StageInputs(
                                familiesOfStage.get(number),
                                checks(stage),
                                evaluator,
                                begin,
                                this::policy,
                                plan.seed() + 1000L * number,
                                folder.checkpoint(number)));
        while (!isOver(stage, run)) {
            if (stop.getAsBoolean()) {
                return run.best();
            }
            Map<String, Double> figures = run.step();
            folder.writeCheckpoint(number, run.checkpoint());
            folder.log(number, stage.kind(), run.done(), figures);
            listener.advanced(number, stage.kind(), run.done(), stage.steps(), figures);
        }
        folder.writeOutcome(number, run.best());
        return run.best();
    }

    /** What a stage of this run, which is over, leaves of another policy; null if that is open. */
    private PolicyArtefact repeated(int number, PolicyArtefact start) throws IOException {
        return plan.stages()
                .get(number)
                .repeated(beginning(number), folder.outcome(number), start, familiesOf(number));
    }

    private List<TrainingFamily> checks(PlanStage stage) {
        return stage.checkedOn() == null
                ? List.of()
                : FamilyNames.choose(stage.checkedOn(), usual, others);
    }

    private static boolean isOver(PlanStage stage, StageRun run) {
        return run.done() >= stage.steps() || run.isOver();
    }

    private PolicyArtefact policy(String name) {
        if (!StageReference.is(name)) {
            return Policies.artefact(name);
        }
        try {
            return folder.policy(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The same run without one of its stages, in a folder inside this one; the stages before it are
     * taken over as they are, and so is what later ones found if nothing that they look at has
     * changed. This run must be over.
     */
    TrainingRun without(int stage) throws IOException {
        Path inside = folder.path().resolve("without-" + stage);
        TrainingRun run =
                new TrainingRun(plan.without(stage), usual, others, inside, evaluator, this);
        run.folder.claim(run.plan);
        run.folder.writeStart(folder.policy(StageReference.START));
        for (int earlier = 0; earlier < stage; earlier++) {
            run.folder.writeOutcome(earlier, folder.outcome(earlier));
        }
        return run;
    }

    TrainingPlan plan() {
        return plan;
    }

    List<TrainingFamily> families() {
        return families;
    }

    List<TrainingFamily> familiesOf(int stage) {
        return familiesOfStage.get(stage);
    }

    RunFolder folder() {
        return folder;
    }

    FamilyEvaluator evaluator() {
        return evaluator;
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
}
