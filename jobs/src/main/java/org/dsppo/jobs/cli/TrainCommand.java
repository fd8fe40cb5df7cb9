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
        description = "Trains an agent in simulation and writes it to a file.",
        footer = {
            "",
            "Examples:",
            "  dsppo train --agent d3qn --out my.agent",
            "  dsppo train --agent d3qn --steps 20000 --seed 7 --out small.agent",
            "",
            "The shipped agent was made by the first of these."
        })
final class TrainCommand implements Callable<Integer> {

    /** What can be trained. */
    enum Agent {
        d3qn
    }

    @Spec private CommandSpec spec;

    @Option(
            names = "--agent",
            paramLabel = "AGENT",
            required = true,
            description =
                    "What to train: ${COMPLETION-CANDIDATES}, the tuner of shares and batches.")
    private Agent agent;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "Where the trained agent goes.")
    private Path file;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "60000",
            description = "Steps of the environment. Default: ${DEFAULT-VALUE}")
    private int steps;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of weights, exploration and episodes. Default: ${DEFAULT-VALUE}")
    private long seed;

    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        Progress progress = new Progress(spec.commandLine().getErr());
        return switch (agent) {
            case d3qn ->
                    new D3qnTraining(steps, seed, file, progress)
                            .run(spec.commandLine().getOut(), json.isSet());
        };
    }
}
