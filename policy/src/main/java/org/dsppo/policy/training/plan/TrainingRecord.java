package org.dsppo.policy.training.plan;

import java.util.List;
import java.util.Map;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;

/**
 * How a run went, and what each of its stages was worth.
 *
 * @param plan name of the plan
 * @param seed of everything random
 * @param families names of the situations that all policies are judged in
 * @param samples of each family, never used in training or selection
 * @param start the policy that the run began with
 * @param stages in order
 * @param ablations the plan without one of its stages, and all others as before; empty if that was
 *     not tried
 */
public record TrainingRecord(
        String plan,
        long seed,
        List<String> families,
        int samples,
        Judgement start,
        List<Stage> stages,
        List<Ablation> ablations) {

    /**
     * One stage.
     *
     * @param number from 0
     * @param kind of stage
     * @param how its part of the plan
     * @param trainedOn names of its families
     * @param curves by figure, step and value
     * @param outcome what it left; null if the run stopped before
     */
    public record Stage(
            int number,
            String kind,
            PlanStage how,
            List<String> trainedOn,
            Map<String, List<Point>> curves,
            Judgement outcome) {}

    /**
     * A point of a curve.
     *
     * @param step of the stage
     * @param value of the figure
     */
    public record Point(long step, double value) {}

    /**
     * Completion against the best contender of each sample, as relative differences.
     *
     * @param overall mean over the families
     * @param byFamily in the order of the families
     */
    public record Judgement(ConfidenceInterval overall, List<ConfidenceInterval> byFamily) {}

    /**
     * What the plan leaves without a stage.
     *
     * @param stage number of the stage that was left out
     * @param outcome of the plan without it
     * @param difference completion without over completion with the stage, minus 1, sample by
     *     sample
     */
    public record Ablation(int stage, Judgement outcome, ConfidenceInterval difference) {}

    /** The same with ablations. */
    public TrainingRecord withAblations(List<Ablation> tried) {
        return new TrainingRecord(plan, seed, families, samples, start, stages, tried);
    }
}
