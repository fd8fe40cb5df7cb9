package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.OutputPath;
import org.dsppo.jobs.console.Progress;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.training.BaselineAgentTraining;
import org.dsppo.jobs.training.D3qnTraining;
import org.dsppo.jobs.training.PlacementTraining;
import org.dsppo.jobs.training.RewardGridTraining;
import org.dsppo.policy.training.plan.BaselineMethod;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dsppo train}: makes what decides, from simulation. */
@Command(
        name = "train",
        description = "Trains a policy or an agent in simulation and writes it to a file.",
        footer = {
            "",
            "A run keeps what it needs to go on in FILE.work; start the same command again after a"
                    + " stop.",
            "FILE.report.html shows how it went.",
            "",
            "Examples:",
            "  dsppo train --out my.policy                  by the built-in plan",
            "  dsppo train --plan plan.json --ablate --out my.policy",
            "  dsppo train --cluster site.json --tasks site.jsonl --minutes 10 --out site.policy",
            "  dsppo train --agent dqn --out my-dqn.policy  the paper's baseline; as is reinforce",
            "  dsppo train --agent ds-ppo-paper --out my-paper.policy",
            "                                               DS-PPO as the paper prints it",
            "  dsppo train --agent d3qn --out my.agent      the tuner of shares and batches",
            "  dsppo train --reward-grid 15 --out grid.html rewards for all weights of the"
                    + " objective",
            "",
            "Use a policy as --policy ds-ppo:file=my.policy."
        })
final class TrainCommand implements Callable<Integer> {

    /** What can be trained. */
    enum Agent {
        ds_ppo,
        ds_ppo_paper,
        dqn,
        reinforce,
        d3qn;

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    @Spec private CommandSpec spec;

    @Option(
            names = "--agent",
            paramLabel = "AGENT",
            defaultValue = "ds-ppo",
            description =
                    "What to train: ds-ppo, the placement policy; ds-ppo-paper, the same as the"
                            + " paper prints it, dqn or reinforce, the paper's learned baselines, on"
                            + " ii5; or d3qn, the tuner of shares and batches. Default:"
                            + " ${DEFAULT-VALUE}",
            converter = AgentConverter.class)
    private Agent agent;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where the result goes.")
    private Path file;

    @Option(
            names = "--steps",
            paramLabel = "N",
            description =
                    "For d3qn: steps of the environment, by default 60000. For dqn, reinforce and"
                            + " ds-ppo-paper: iterations, by default 300, 400 and 150.")
    private Integer steps;

    @Mixin private PlacementTrainingOptions placement;
    @Mixin private RewardGridOptions rewardGrid;
    @Mixin private ClusterOption cluster;
    @Mixin private TasksOption tasks;
    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        Progress progress = new Progress(spec.commandLine().getErr());
        PrintWriter out = spec.commandLine().getOut();
        refuseSiteWithoutMinutes();
        OutputPath.requireFile("--out", file);
        if (rewardGrid.isAsked()) {
            return new RewardGridTraining(rewardGrid.settings(tasks.seed(), file), progress)
                    .run(CommandText.of(spec), out, json.isSet());
        }
        return switch (agent) {
            case ds_ppo ->
                    new PlacementTraining(placement.settings(), file, progress)
                            .run(
                                    () -> tasks.workload(cluster.catalogue()),
                                    tasks.seed(),
                                    CommandText.of(spec),
                                    out,
                                    json.isSet());
            case dqn -> baseline(BaselineMethod.DQN, progress);
            case reinforce -> baseline(BaselineMethod.REINFORCE, progress);
            case ds_ppo_paper -> baseline(BaselineMethod.PAPER_PPO, progress);
            case d3qn ->
                    new D3qnTraining(steps == null ? 60_000 : steps, tasks.seed(), file, progress)
                            .run(out, json.isSet());
        };
    }

    /**
     * Only tuning reads a site's tasks: who names them and gets something else would not see it.
     */
    private void refuseSiteWithoutMinutes() {
        for (String option : List.of("--cluster", "--tasks", "--trace")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)
                    && !spec.commandLine().getParseResult().hasMatchedOption("--minutes")) {
                throw new UserErrorException(
                        "%s is for tuning, expected --minutes with it".formatted(option));
            }
        }
    }

    private int baseline(BaselineMethod method, Progress progress) {
        int iterations = steps == null ? method.iterations() : steps;
        return new BaselineAgentTraining(agent.toString(), method, iterations, tasks.seed(), file)
                .run(progress, spec.commandLine().getOut(), json.isSet());
    }

    /** Reads an agent's name. */
    static final class AgentConverter implements picocli.CommandLine.ITypeConverter<Agent> {
        @Override
        public Agent convert(String value) {
            for (Agent each : Agent.values()) {
                if (each.toString().equals(value)) {
                    return each;
                }
            }
            throw new picocli.CommandLine.TypeConversionException(
                    "'%s' is none of ds-ppo, ds-ppo-paper, dqn, reinforce and d3qn"
                            .formatted(value));
        }
    }
}
