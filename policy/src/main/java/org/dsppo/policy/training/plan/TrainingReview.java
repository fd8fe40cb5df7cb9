package org.dsppo.policy.training.plan;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.sites.TrainingFamily;

/** Looks at a run after the fact: its curves, what its stages left, and what it is without them. */
public final class TrainingReview {

    private final TrainingRun run;
    private final List<TrainingFamily> families;
    private final PolicyJudge judge;
    private final int samples;

    /**
     * @param run that has begun
     * @param samples of each family to judge policies on
     */
    public TrainingReview(TrainingRun run, int samples) {
        this(run, run.families(), samples);
    }

    /**
     * @param run that has begun
     * @param families to judge policies in, instead of the run's own
     * @param samples of each family
     */
    public TrainingReview(TrainingRun run, List<TrainingFamily> families, int samples) {
        this.run = run;
        this.families = families;
        this.samples = samples;
        this.judge = new PolicyJudge(families, samples, run.evaluator());
    }

    /**
     * What there is to say of the run so far, ablations not included.
     *
     * @throws IOException if the folder cannot be read
     */
    public TrainingRecord record() throws IOException {
        return record(null);
    }

    /**
     * The same of a run that was told to stop.
     *
     * @param stopped what the stage under way had found by then; null if the run is over
     * @throws IOException if the folder cannot be read
     */
    public TrainingRecord record(PolicyArtefact stopped) throws IOException {
        RunFolder folder = run.folder();
        int count = run.plan().stages().size();
        List<PolicyArtefact> policies = new ArrayList<>();
        policies.add(folder.policy(StageReference.START));
        for (int number = 0; number < count && folder.hasOutcome(number); number++) {
            policies.add(folder.outcome(number));
        }
        if (stopped != null && policies.size() <= count) {
            policies.add(stopped);
        }
        double[][] ratios = judge.logRatios(policies);
        List<TrainingRecord.Stage> stages = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            PlanStage stage = run.plan().stages().get(number);
            boolean judged = number + 1 < ratios.length;
            stages.add(
                    new TrainingRecord.Stage(
                            number,
                            stage.kind(),
                            stage,
                            names(run.familiesOf(number)),
                            folder.curves(number),
                            judged ? judge.judgement(ratios[number + 1]) : null));
        }
        return new TrainingRecord(
                run.plan().name(),
                run.plan().seed(),
                names(families),
                samples,
                judge.judgement(ratios[0]),
                stages,
                List.of());
    }

    private static List<String> names(List<TrainingFamily> families) {
        return families.stream().map(TrainingFamily::name).toList();
    }

    /**
     * Runs the plan again without each of its stages in turn. The run itself must be over.
     *
     * @param listener told of the steps of those runs
     * @throws IOException if the folder cannot be used
     */
    public List<TrainingRecord.Ablation> ablate(TrainingRun.Listener listener) throws IOException {
        int last = run.plan().stages().size() - 1;
        List<PolicyArtefact> policies = new ArrayList<>();
        policies.add(run.folder().outcome(last));
        for (int stage = 0; stage <= last; stage++) {
            TrainingRun other = run.without(stage);
            other.run(null, () -> false, listener);
            policies.add(other.folder().outcome(last));
        }
        double[][] ratios = judge.logRatios(policies);
        List<TrainingRecord.Ablation> ablations = new ArrayList<>();
        for (int stage = 0; stage <= last; stage++) {
            ablations.add(
                    new TrainingRecord.Ablation(
                            stage,
                            judge.judgement(ratios[stage + 1]),
                            judge.difference(ratios[stage + 1], ratios[0])));
        }
        return ablations;
    }
}
