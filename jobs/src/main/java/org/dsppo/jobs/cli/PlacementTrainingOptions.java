package org.dsppo.jobs.cli;

import org.dsppo.jobs.training.PlacementTrainingSettings;
import org.dsppo.policy.training.plan.TrainingPlan;
import picocli.CommandLine.Option;

/** Options of {@code dsppo train} that are about the placement policy. */
final class PlacementTrainingOptions {

    @Option(
            names = "--plan",
            paramLabel = "FILE|NAME",
            defaultValue = TrainingPlan.SHIPPED,
            description =
                    "Stages to train by: a file, or a built-in plan, ds-ppo or curriculum. Default:"
                            + " ${DEFAULT-VALUE}, by which the shipped policy was made.")
    private String plan;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description =
                    "Tune to the tasks of --cluster and --tasks or --trace for this long, from the"
                            + " policy of --from.")
    private Double minutes;

    @Option(
            names = "--from",
            paramLabel = "POLICY",
            description =
                    "Policy that tuning begins with: ds-ppo:file=FILE. Default: the shipped one.")
    private String from;

    @Option(
            names = "--ablate",
            description =
                    "Run the plan again without each of its stages, and say in the report what that"
                            + " costs.")
    private boolean ablate;

    @Option(
            names = "--judge",
            paramLabel = "N",
            defaultValue = "6",
            description =
                    "Samples of each family that the report judges stages on; training never sees"
                            + " them. Default: ${DEFAULT-VALUE}")
    private int judged;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Runs at a time. Default: one per core; does not change the result.")
    private Integer threads;

    PlacementTrainingSettings settings() {
        return new PlacementTrainingSettings(plan, minutes, from, ablate, judged, threads);
    }
}
