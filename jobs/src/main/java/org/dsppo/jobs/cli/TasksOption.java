package org.dsppo.jobs.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.run.ClassFit;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.simulation.WorkloadFiles;
import org.dsppo.policy.lab.simulation.WorkloadGenerator;
import org.dsppo.policy.lab.simulation.WorkloadRecipe;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.InvalidFileException;
import org.dsppo.schemas.task.TaskMessage;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --tasks} or {@code --trace}, and {@code --seed}: what is submitted when. */
final class TasksOption {

    private static final String DEFAULT = "high-concurrency";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--tasks",
            paramLabel = "FILE|RECIPE",
            description = {
                "A tasks.jsonl file, or a recipe: stable (100 tasks in 1000 s), high-concurrency (2000),"
                        + " or settings such as tasks=3000:horizon=1000:jitter=0.02:spikes=3:spike=30:mix=ai*2+io.",
                "Default: " + DEFAULT
            })
    private String tasks;

    @Mixin private TraceOptions trace;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of whatever is random. Default: ${DEFAULT-VALUE}")
    private long seed;

    long seed() {
        return seed;
    }

    /** True if arrivals come from a file or a trace; false if a recipe makes them. */
    boolean isRecorded() {
        return trace.given() || tasks != null && isFile();
    }

    /**
     * @param catalogue nodes and classes, unless a trace brings its own
     * @throws UserErrorException if there is no such file, trace or recipe, it is wrong, or it has
     *     no task
     */
    Workload workload(Catalogue catalogue) {
        return workload(catalogue, seed);
    }

    /** The same with another seed. */
    Workload workload(Catalogue catalogue, long withSeed) {
        if (trace.given()) {
            if (tasks != null) {
                throw new UserErrorException(
                        "--tasks is %s, expected either it or --trace".formatted(tasks));
            }
            return trace.workload(catalogue, withSeed);
        }
        trace.refuseAlone();
        tasks = tasks == null ? DEFAULT : tasks;
        Workload workload = isFile() ? read(catalogue) : generate(catalogue, withSeed);
        if (workload.tasks().stream().noneMatch(message -> message.submitted() != null)) {
            throw new UserErrorException(
                    "--tasks is %s, which submits no task; expected at least one".formatted(tasks));
        }
        ClassFit.require(workload);
        return workload;
    }

    /**
     * Finds out early.
     *
     * @throws UserErrorException if a file was named that is not there
     */
    void refuseMissingFile() {
        if (isFile() && !Files.isRegularFile(Path.of(tasks))) {
            throw new UserErrorException(
                    "--tasks is %s, expected a file that exists or a recipe".formatted(tasks));
        }
    }

    /** True if the tasks are lines of a file, rather than a recipe or a trace. */
    boolean isFile() {
        return tasks != null
                && (Files.exists(Path.of(tasks))
                        || tasks.contains("/")
                        || tasks.endsWith(".jsonl"));
    }

    private Workload read(Catalogue catalogue) {
        refuseMissingFile();
        Path file = Path.of(tasks);
        try {
            List<TaskMessage> messages = WorkloadFiles.tasks(file, catalogue, Warnings.of(command));
            return Workload.of(file.getFileName().toString(), catalogue, messages);
        } catch (IOException e) {
            throw new UserErrorException("--tasks cannot be read: " + IoProblem.inWords(e), e);
        } catch (InvalidFileException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }

    private Workload generate(Catalogue catalogue, long withSeed) {
        try {
            return WorkloadGenerator.generate(catalogue, WorkloadRecipe.parse(tasks), withSeed);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }
}
