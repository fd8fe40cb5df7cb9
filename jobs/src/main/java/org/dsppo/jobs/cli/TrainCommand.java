package org.dsppo.jobs.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
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
            "A run keeps what it needs to go on in FILE.work; start the same command again after a stop.",
            "",
            "Examples:",
            "  dsppo train --out my.policy                  by the built-in plan",
            "  dsppo train --plan plan.json --out my.policy",
            "  dsppo train --cluster site.json --tasks site.jsonl --minutes 10 --out site.policy",
            "  dsppo train --agent d3qn --out my.agent      the tuner of shares and batches",
            "",
            "Use a policy as --policy ds-ppo:file=my.policy."
        })
final class TrainCommand implements Callable<Integer> {

    /** What can be trained. */
    enum Agent {
        ds_ppo,
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
                    "What to train: ${COMPLETION-CANDIDATES}; the placement policy, or the tuner of"
                            + " shares and batches. Default: ${DEFAULT-VALUE}",
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
            defaultValue = "60000",
            description = "For d3qn: steps of the environment. Default: ${DEFAULT-VALUE}")
    private int steps;

    @Mixin private PlacementTraining placement;
    @Mixin private ClusterOption cluster;
    @Mixin private TasksOption tasks;
    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        Progress progress = new Progress(spec.commandLine().getErr());
        return switch (agent) {
            case ds_ppo ->
                    placement.run(
                            cluster, tasks, file, progress, spec.commandLine().getOut(), json);
            case d3qn ->
                    new D3qnTraining(steps, tasks.seed(), file, progress)
                            .run(spec.commandLine().getOut(), json.isSet());
        };
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
                    "'%s' is neither ds-ppo nor d3qn".formatted(value));
        }
    }
}
