package org.dsppo.policy.lab.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * Instances of Alibaba's cluster-trace-gpu-v2025: recommendation models served by nodes of
 * processors (CN) and of accelerators (HN). Instances that demand the same are a class, how long
 * each ran (deletion − scheduled) is its run-time scale, in hours.
 *
 * <p>The trace names no nodes. Those of a role are assumed just large enough for the most instances
 * of one application that the trace allows on a node; how many there are is an option. The limit
 * itself is not kept in placing.
 */
final class DisaggregatedReader implements TraceReader {

    private static final String CLUSTER = "gpu2025";
    private static final String ROLE = "role";
    private static final int NODES_OF_ROLE = 10;
    private static final long RUNTIME_MILLIS = 3_600_000;
    private static final double SECONDS_AT_SCALE_ONE = 3600;
    private static final double LATEST_SECONDS = 1e9;

    @Override
    public TraceReading read(Path path, TraceSettings options) throws InvalidTraceException {
        Path file =
                TraceFiles.trace(
                        path,
                        options,
                        new TraceFiles.Naming(
                                name -> name.endsWith(".csv"),
                                name -> name.contains("DLRM") && name.endsWith(".csv"),
                                "*.csv of instances"));
        Instances instances = new Instances(options);
        TraceTable.withHeader(file, DisaggregatedInstance.COLUMNS, instances::read);
        int nodes = options.count(TraceOption.NODES, NODES_OF_ROLE);
        instances.arrivals.note(
                "the trace names no nodes: %d of each role are assumed (nodes=)".formatted(nodes));
        return instances.arrivals.reading(
                file, "gpu2025 " + TraceFiles.stem(file), instances.catalogue(nodes));
    }

    /** What the rows have become so far. */
    private static final class Instances {
        private final Map<String, Map<String, Double>> capacityOfRole = new TreeMap<>();
        private final Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
        private final Set<String> names = new HashSet<>();
        private final Arrivals arrivals;

        Instances(TraceSettings options) {
            this.arrivals = new Arrivals(options);
        }

        void read(TraceTable.Row row) throws InvalidTraceException {
            DisaggregatedInstance instance = DisaggregatedInstance.of(row);
            if (instance.name().isEmpty() || !names.add(instance.name())) {
                throw row.invalid("instance_sn", "a name that no other instance has");
            }
            grow(instance);
            if (row.isMissing("creation_time")) {
                arrivals.omit("that began before the trace");
            } else if (row.isMissing("scheduled_time")) {
                arrivals.omit("without a scheduled time");
            } else if (row.isMissing("deletion_time")) {
                arrivals.omit("that outlived the trace");
            } else if (instance.wantsPartsOfSeveral()) {
                arrivals.omit("with parts of several devices");
            } else {
                place(row, instance);
            }
        }

        private void place(TraceTable.Row row, DisaggregatedInstance instance)
                throws InvalidTraceException {
            double atSeconds = row.number("creation_time", 0, LATEST_SECONDS);
            double scheduled = row.number("scheduled_time", 0, LATEST_SECONDS);
            double seconds = row.number("deletion_time", 0, LATEST_SECONDS) - scheduled;
            if (seconds < 0) {
                throw row.invalid(
                        "deletion_time",
                        "a time that is not before scheduled_time " + Amounts.plain(scheduled));
            }
            if (seconds == 0) {
                arrivals.omit("with a run time of 0");
            } else if (arrivals.includes(atSeconds)) {
                classes.computeIfAbsent(instance.taskClass(), name -> List.of(strategy(instance)));
                arrivals.add(
                        instance.name(),
                        atSeconds,
                        instance.taskClass(),
                        seconds / SECONDS_AT_SCALE_ONE);
            }
        }

        private void grow(DisaggregatedInstance instance) {
            Map<String, Double> capacity =
                    capacityOfRole.computeIfAbsent(instance.role(), role -> new LinkedHashMap<>());
            instance.demand()
                    .forEach(
                            (resource, amount) ->
                                    capacity.merge(
                                            resource, amount * instance.mostOnNode(), Math::max));
        }

        private static ExecutionStrategy strategy(DisaggregatedInstance instance) {
            return new ExecutionStrategy(
                    instance.role(),
                    Map.of(ROLE, instance.role()),
                    instance.demand(),
                    RUNTIME_MILLIS,
                    null);
        }

        Catalogue catalogue(int nodesOfRole) {
            List<NodeSpec> nodes = new ArrayList<>();
            capacityOfRole.forEach(
                    (role, capacity) -> {
                        for (int i = 0; i < nodesOfRole; i++) {
                            nodes.add(
                                    new NodeSpec(
                                            "%s-%04d".formatted(role, i),
                                            CLUSTER,
                                            Map.of(ROLE, role),
                                            capacity,
                                            Map.of()));
                        }
                    });
            return new Catalogue(
                    "gpu2025-%d-assumed-nodes".formatted(nodes.size()),
                    DisaggregatedInstance.RESOURCES,
                    List.of(),
                    List.of(new ClusterSpec(CLUSTER, "cloud", "default", Map.of(), Map.of())),
                    nodes,
                    classes);
        }
    }
}
