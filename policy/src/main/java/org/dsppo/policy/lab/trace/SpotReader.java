package org.dsppo.policy.lab.trace;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;

/**
 * Jobs and nodes of Alibaba's cluster-trace-v2026-spot-gpu. Jobs that demand the same are a class,
 * the duration of each is its run-time scale, in hours. Jobs of type HP have priority 1, spot jobs
 * 0. Jobs of several workers are left out: a task is one placement.
 */
final class SpotReader implements TraceReader {

    private static final long RUNTIME_MILLIS = 3_600_000;
    private static final double SECONDS_AT_SCALE_ONE = 3600;
    private static final double LATEST_SECONDS = 1e9;

    @Override
    public TraceReading read(Path path, TraceSettings options) throws InvalidTraceException {
        Path file = TraceFiles.trace(path, options, TraceFiles.Naming.csv("job_info"));
        TraceFiles.Companion nodeList =
                TraceFiles.nodeList(file, options, "node_info", "node_info_df");
        List<SpotNode> nodes = SpotNode.all(nodeList.file());
        if (options.has(TraceOption.NODES)) {
            nodes =
                    new EvenSample<>(nodes, SpotNode::model)
                            .of(options.count(TraceOption.NODES, 1));
        }
        Jobs jobs = new Jobs(nodes, options);
        jobs.arrivals.note(nodeList.note());
        TraceTable.withHeader(file, SpotJob.COLUMNS, jobs::read);
        Catalogue catalogue =
                new Catalogue(
                        "spot2026-%d-nodes".formatted(nodes.size()),
                        List.of("cpu", "gpu"),
                        List.of(),
                        List.of(
                                new ClusterSpec(
                                        SpotNode.CLUSTER, "cloud", "default", Map.of(), Map.of())),
                        nodes.stream().map(SpotNode::toSpec).toList(),
                        jobs.classes);
        return jobs.arrivals.reading(file, "spot2026 " + TraceFiles.stem(file), catalogue);
    }

    /** What the rows have become so far. */
    private static final class Jobs {
        private final List<SpotNode> nodes;
        private final Map<SpotJob, Boolean> fits = new LinkedHashMap<>();
        private final Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
        private final Set<String> names = new HashSet<>();
        private final Arrivals arrivals;

        Jobs(List<SpotNode> nodes, TraceSettings options) {
            this.nodes = nodes;
            this.arrivals = new Arrivals(options);
        }

        void read(TraceTable.Row row) throws InvalidTraceException {
            if (row.isEmpty("job_name") || !names.add(row.text("job_name"))) {
                throw row.invalid("job_name", "a name that no other job has");
            }
            SpotJob job = SpotJob.of(row);
            double atSeconds = row.number("submit_time", 0, LATEST_SECONDS);
            double seconds = row.number("duration", 0, LATEST_SECONDS);
            if (row.number("worker_num", 1, 1e6) > 1) {
                arrivals.omit("of several workers");
            } else if (job.wantsPartsOfSeveral()) {
                arrivals.omit("with parts of several devices");
            } else if (seconds == 0) {
                arrivals.omit("with a run time of 0");
            } else if (!fits.computeIfAbsent(job, this::fitsSomewhere)) {
                arrivals.omit("that fit on no node");
            } else if (arrivals.includes(atSeconds)) {
                classes.computeIfAbsent(
                        job.taskClass(), name -> List.of(job.strategy(RUNTIME_MILLIS)));
                arrivals.add(
                        "job-" + row.text("job_name"),
                        atSeconds,
                        job.taskClass(),
                        seconds / SECONDS_AT_SCALE_ONE,
                        row.text("job_type").equals(SpotJob.HIGH_PRIORITY) ? 1 : 0);
            }
        }

        private boolean fitsSomewhere(SpotJob job) {
            return nodes.stream().anyMatch(node -> node.holds(job));
        }
    }
}
