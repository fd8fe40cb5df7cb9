package org.dsppo.jobs.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.trace.InvalidTraceException;
import org.dsppo.policy.lab.trace.TraceReading;
import org.dsppo.policy.lab.trace.TraceSource;
import org.dsppo.schemas.catalogue.Catalogue;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --trace} and what goes with it: a real trace in place of {@code --tasks}. */
final class TraceOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--trace",
            paramLabel = "FORMAT:PATH",
            description = {
                "A real trace in place of --tasks: openb:PATH, gavel:PATH, gpu2025:PATH or spot2026:PATH, which"
                        + " bring nodes and classes of their own, or azure:PATH, burstgpt:PATH or mooncake:PATH,"
                        + " whose arrivals get classes of --cluster. PATH is a file, its folder or a clone of its"
                        + " repository; further settings follow as :key=value, such as :file=gpuspec33 or"
                        + " :seconds=3400.",
            })
    private String trace;

    @Option(
            names = "--compress",
            paramLabel = "F",
            description = "Divides the arrival times of a trace by F.")
    private String compress;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description =
                    "Shrinks the cluster of an openb or spot2026 trace to N nodes of the same mix; for gpu2025, assumed nodes of each role.")
    private String nodes;

    @Option(
            names = "--speeds",
            paramLabel = "assumed",
            description =
                    "Lets run times of an openb trace depend on the model, by assumed speeds.")
    private String speeds;

    @Option(
            names = "--racks",
            paramLabel = "N",
            description = "Racks of 16 accelerators per type for a gavel trace.")
    private String racks;

    boolean given() {
        return trace != null;
    }

    /**
     * Reads the trace and says on standard error what of it is left out.
     *
     * @param catalogue classes for a trace that brings none
     * @throws UserErrorException if the trace cannot be used, or options are given without it
     */
    Workload workload(Catalogue catalogue, long seed) {
        try {
            TraceSource source = TraceSource.parse(trace);
            for (Map.Entry<String, String> option : options().entrySet()) {
                source = source.withOption(option.getKey(), option.getValue());
            }
            if (source.needsCatalogue()) {
                source = source.withCatalogue(catalogue).withOption("seed", Long.toString(seed));
            }
            TraceReading reading = source.read();
            command.commandLine().getErr().println(reading.summary());
            command.commandLine().getErr().flush();
            return reading.workload();
        } catch (InvalidTraceException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }

    /**
     * @throws UserErrorException if options of a trace are given without one
     */
    void refuseAlone() {
        options()
                .forEach(
                        (key, value) -> {
                            throw new UserErrorException(
                                    "--%s is %s, expected it with --trace only"
                                            .formatted(key, value));
                        });
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("compress", compress);
        options.put("nodes", nodes);
        options.put("speeds", speeds);
        options.put("racks", racks);
        options.values().removeIf(value -> value == null);
        return options;
    }
}
