package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.files.ServiceFitFile;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.policy.device.batchqueue.BatchQueue;
import org.dsppo.policy.device.batchqueue.BatchQueueSolver;
import org.dsppo.policy.device.batchqueue.QueueFigures;
import org.dsppo.policy.device.batchqueue.ServiceLaw;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code dsppo queue}: exact figures of a batch queue, or the law of service behind measured times.
 */
@Command(
        name = "queue",
        description =
                "Solves a queue that is served in batches, M/D(a,b)/1/N, exactly; or fits the law of"
                        + " service to measured times.",
        footer = {
            "",
            "A batch of r tasks on share alpha takes epsilon + c (1 + theta (r - 1)) / s(alpha) seconds,",
            "s(alpha) = ln(1 + kappa alpha) / ln(1 + kappa). N counts waiting places only.",
            "",
            "Examples:",
            "  dsppo queue --lambda 5 --a 1 --b 16 --n 64 --epsilon .5 --c .1 --theta 1",
            "  dsppo queue --lambda 150 --b 16 --n 64 --epsilon .002 --c .005 --theta .25 --alpha .33 --json",
            "  dsppo queue --fit times.csv",
            "",
            "The file for --fit has the columns share, batch and seconds, in any order."
        })
final class QueueCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(names = "--lambda", paramLabel = "RATE", description = "Arrivals in tasks/s.")
    private Double lambda;

    @Option(
            names = "--a",
            paramLabel = "TASKS",
            defaultValue = "1",
            description = "Smallest batch. Default: ${DEFAULT-VALUE}.")
    private int batchMin;

    @Option(names = "--b", paramLabel = "TASKS", description = "Largest batch.")
    private Integer batchMax;

    @Option(
            names = "--n",
            paramLabel = "TASKS",
            defaultValue = "64",
            description = "Waiting places. Default: ${DEFAULT-VALUE}.")
    private int waitingPlaces;

    @Option(
            names = "--epsilon",
            paramLabel = "S",
            defaultValue = "0",
            description = "Set-up time. Default: ${DEFAULT-VALUE}.")
    private double epsilon;

    @Option(
            names = "--c",
            paramLabel = "S",
            description = "Compute time of one task on the whole device.")
    private Double compute;

    @Option(
            names = "--theta",
            paramLabel = "T",
            defaultValue = "1",
            description =
                    "Cost of a further task in a batch, as a part of the first. Default: ${DEFAULT-VALUE}.")
    private double theta;

    @Option(
            names = "--kappa",
            paramLabel = "K",
            defaultValue = "9",
            description = "How soon a larger share stops to pay. Default: ${DEFAULT-VALUE}.")
    private double kappa;

    @Option(
            names = "--alpha",
            paramLabel = "SHARE",
            defaultValue = "1",
            description = "Share of the device, at most 1. Default: ${DEFAULT-VALUE}.")
    private double share;

    @Option(
            names = "--fit",
            paramLabel = "FILE",
            description =
                    "Fit epsilon, c and theta to measured times instead, for the given kappa.")
    private Path measurements;

    @Mixin private JsonOption json;

    @Override
    public Integer call() {
        if (measurements != null) {
            show(ServiceFitFile.fit(measurements, kappa));
        } else {
            show(solve());
        }
        return ExitCode.OK;
    }

    private Map<String, Object> solve() {
        require("--lambda", lambda);
        require("--b", batchMax);
        require("--c", compute);
        BatchQueue queue;
        try {
            queue =
                    new BatchQueue(
                            lambda,
                            batchMin,
                            batchMax,
                            waitingPlaces,
                            new ServiceLaw(epsilon, compute, theta, kappa),
                            share);
        } catch (IllegalArgumentException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
        return fields(queue, BatchQueueSolver.solve(queue));
    }

    private void require(String option, Object value) {
        if (value == null) {
            throw new ParameterException(spec.commandLine(), "missing option " + option);
        }
    }

    private static Map<String, Object> fields(BatchQueue queue, QueueFigures figures) {
        ServiceLaw law = queue.law();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("lambda", queue.arrivalsPerSecond());
        fields.put("a", queue.batchMin());
        fields.put("b", queue.batchMax());
        fields.put("N", queue.waitingPlaces());
        fields.put("eps", law.epsilonSeconds());
        fields.put("c", law.computeSeconds());
        fields.put("theta", law.marginalCost());
        fields.put("kappa", law.kappa());
        fields.put("alpha", queue.share());
        fields.put("E_L", figures.meanPresent());
        fields.put("E_Lq", figures.meanWaiting());
        fields.put("E_W", figures.meanDelaySeconds());
        fields.put("E_Wq", figures.meanWaitSeconds());
        fields.put("P_block", figures.lossShare());
        fields.put("E_batch", figures.meanBatch());
        fields.put("throughput", figures.throughputPerSecond());
        fields.put("util", figures.utilisation());
        fields.put("d_1", law.seconds(1, queue.share()));
        fields.put("d_b", law.seconds(queue.batchMax(), queue.share()));
        return fields;
    }

    private void show(Map<String, Object> fields) {
        PrintWriter out = spec.commandLine().getOut();
        if (json.isSet()) {
            JsonOutput.print(out, fields);
            return;
        }
        TextTable table = new TextTable("figure", "value", "");
        fields.forEach(
                (name, value) ->
                        table.row(
                                name,
                                value instanceof Double number
                                        ? String.format(Locale.ROOT, "%.6g", number)
                                        : value.toString(),
                                MEANINGS.getOrDefault(name, "")));
        table.lines().forEach(out::println);
        out.flush();
    }

    private static final Map<String, String> MEANINGS =
            Map.ofEntries(
                    Map.entry("lambda", "arrivals, tasks/s"),
                    Map.entry("a", "smallest batch"),
                    Map.entry("b", "largest batch"),
                    Map.entry("N", "waiting places"),
                    Map.entry("E_L", "present on average"),
                    Map.entry("E_Lq", "waiting on average"),
                    Map.entry("E_W", "delay, s"),
                    Map.entry("E_Wq", "wait, s"),
                    Map.entry("P_block", "share of arrivals lost"),
                    Map.entry("E_batch", "tasks per batch"),
                    Map.entry("throughput", "accepted, tasks/s"),
                    Map.entry("util", "share of time working"),
                    Map.entry("d_1", "batch of one, s"),
                    Map.entry("d_b", "largest batch, s"),
                    Map.entry("residual", "root mean square, s"),
                    Map.entry("relativeResidual", "root mean square of measured/fitted - 1"));
}
