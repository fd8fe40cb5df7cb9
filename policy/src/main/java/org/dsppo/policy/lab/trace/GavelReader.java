package org.dsppo.policy.lab.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * Jobs of Gavel on racks. A node is a rack of 16 accelerators of one type, the racks of a type are
 * a cluster. A class is a job type on a number of accelerators, its strategies are the types on
 * which that was measured; the run time of a job is its steps over the throughput, so that its
 * scale is its steps in millions. Traces of generated jobs and of the physical cluster are told
 * apart by their columns; weights of priority and objectives are not used.
 */
final class GavelReader implements TraceReader {

    private static final int ACCELERATORS_PER_RACK = 16;
    private static final int LARGEST_GANG = 8;
    private static final double STEPS_AT_SCALE_ONE = 1e6;
    private static final List<String> GENERATED =
            List.of(
                    "job_type",
                    "command",
                    "num_steps_arg",
                    "needs_data_dir",
                    "total_steps",
                    "arrival_time",
                    "scale_factor");
    private static final List<String> WITH_OBJECTIVES =
            List.of(
                    "job_type",
                    "command",
                    "num_steps_arg",
                    "needs_data_dir",
                    "total_steps",
                    "scale_factor",
                    "priority_weight",
                    "SLO",
                    "arrival_time");
    private static final List<String> PHYSICAL_CLUSTER =
            List.of(
                    "job_type",
                    "command",
                    "working_directory",
                    "num_steps_arg",
                    "needs_data_dir",
                    "total_steps",
                    "scale_factor",
                    "priority_weight",
                    "SLO",
                    "arrival_time");

    @Override
    public TraceReading read(Path path, TraceSettings options) throws InvalidTraceException {
        Path file =
                TraceFiles.trace(
                        path,
                        options,
                        new TraceFiles.Naming(name -> name.endsWith(".trace"), "*.trace"));
        TraceFiles.Companion measured =
                TraceFiles.above(
                        file,
                        options,
                        name -> name.endsWith("throughputs.json"),
                        "*throughputs.json",
                        TraceOption.THROUGHPUTS,
                        "simulation_throughputs");
        GavelThroughputs throughputs = GavelThroughputs.read(measured.file());
        Arrivals arrivals = new Arrivals(options);
        arrivals.note(measured.note());
        Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
        TraceTable.withoutHeader(
                file,
                List.of(GENERATED, WITH_OBJECTIVES, PHYSICAL_CLUSTER),
                job -> read(job, throughputs, arrivals, classes));
        int racks = options.count(TraceOption.RACKS, 1);
        return arrivals.reading(file, "gavel " + TraceFiles.stem(file), catalogue(racks, classes));
    }

    private static void read(
            TraceTable.Row job,
            GavelThroughputs throughputs,
            Arrivals arrivals,
            Map<String, List<ExecutionStrategy>> classes)
            throws InvalidTraceException {
        double atSeconds = job.number("arrival_time", 0, 1e9);
        double steps = job.whole("total_steps", 1, 1_000_000_000);
        int gang = (int) job.whole("scale_factor", 0, 1_000_000);
        String type = job.text("job_type");
        if (gang == 0) {
            arrivals.omit("of no accelerator");
            return;
        }
        if (gang > LARGEST_GANG) {
            arrivals.omit("of more than " + LARGEST_GANG + " accelerators");
            return;
        }
        Map<String, Double> measured = throughputs.of(type, gang);
        if (measured.isEmpty()) {
            arrivals.omit("without a measured throughput");
        } else if (arrivals.includes(atSeconds)) {
            String name = "%s x%d".formatted(type, gang);
            classes.computeIfAbsent(name, unseen -> strategies(measured, gang));
            arrivals.add(
                    "job-%06d".formatted(job.line()), atSeconds, name, steps / STEPS_AT_SCALE_ONE);
        }
    }

    private static List<ExecutionStrategy> strategies(Map<String, Double> measured, int gang) {
        List<ExecutionStrategy> strategies = new ArrayList<>();
        measured.forEach(
                (type, stepsPerSecond) ->
                        strategies.add(
                                new ExecutionStrategy(
                                        type,
                                        Map.of("model", type),
                                        Map.of("gpu", (double) gang),
                                        Math.round(STEPS_AT_SCALE_ONE / stepsPerSecond * 1000),
                                        null)));
        return strategies;
    }

    private static Catalogue catalogue(int racks, Map<String, List<ExecutionStrategy>> classes) {
        List<ClusterSpec> clusters = new ArrayList<>();
        List<NodeSpec> nodes = new ArrayList<>();
        for (String type : GavelThroughputs.TYPES) {
            clusters.add(new ClusterSpec(type, "cloud", "default", Map.of(), Map.of()));
            for (int rack = 0; rack < racks; rack++) {
                nodes.add(
                        new NodeSpec(
                                "%s-%02d".formatted(type, rack),
                                type,
                                Map.of("model", type),
                                Map.of("gpu", (double) ACCELERATORS_PER_RACK),
                                Map.of()));
            }
        }
        return new Catalogue(
                "gavel-%d-racks".formatted(racks),
                List.of("gpu"),
                List.of(),
                clusters,
                nodes,
                classes);
    }
}
