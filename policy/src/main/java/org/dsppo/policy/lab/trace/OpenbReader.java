package org.dsppo.policy.lab.trace;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;

/**
 * Pods and nodes of Alibaba's cluster-trace-gpu-v2023 ("openb"). Pods that demand the same are a
 * class; how long each ran (deletion − scheduled) is its run-time scale, in hours. Pods that were
 * never scheduled or outlived the trace have no run time and are left out.
 */
final class OpenbReader implements TraceReader {

    private static final String HAS_NO_RUN_TIME = "without both scheduled and deletion time";
    private static final String RAN_NO_TIME = "with a run time of 0";
    private static final String FITS_NOWHERE = "that fit on no node";
    private static final String PARTS = "with parts of several devices";
    private static final double SECONDS_AT_SCALE_ONE = 3600;

    @Override
    public TraceReading read(Path path, TraceSettings options) throws InvalidTraceException {
        Path file = TraceFiles.trace(path, options, TraceFiles.Naming.csv("pod_list"));
        TraceFiles.Companion nodeList = TraceFiles.nodeList(file, options, "node_list", "gpu_node");
        OpenbCluster cluster = OpenbCluster.read(nodeList.file());
        if (options.has(TraceOption.NODES)) {
            cluster = cluster.shrunkTo(options.count(TraceOption.NODES, 1));
        }
        Pods pods = new Pods(cluster, options);
        pods.arrivals.note(nodeList.note());
        TraceTable.withHeader(file, OpenbPod.COLUMNS, pods::read);
        return pods.arrivals.reading(
                file, "openb " + TraceFiles.stem(file), catalogue(cluster, pods.classes, options));
    }

    /** What the rows have become so far. */
    private static final class Pods {
        private final OpenbStrategies strategies;
        private final Map<OpenbPod.Shape, List<ExecutionStrategy>> known = new HashMap<>();
        private final Map<String, List<ExecutionStrategy>> classes = new LinkedHashMap<>();
        private final Set<String> names = new HashSet<>();
        private final Arrivals arrivals;
        private boolean begun;

        Pods(OpenbCluster cluster, TraceSettings options) {
            this.strategies = new OpenbStrategies(cluster, options.assumedSpeeds());
            this.arrivals = new Arrivals(options);
        }

        void read(TraceTable.Row row) throws InvalidTraceException {
            if (!begun && !row.has(OpenbPod.MEMORY)) {
                arrivals.note("no column memory_mib: pods are taken to need no memory");
            }
            begun = true;
            if (!OpenbPod.ran(row)) {
                arrivals.omit(HAS_NO_RUN_TIME);
                return;
            }
            OpenbPod pod = OpenbPod.of(row);
            if (!names.add(pod.name())) {
                throw row.invalid("name", "a name that no other pod has");
            }
            if (OpenbPod.wantsPartsOfSeveral(row)) {
                arrivals.omit(PARTS);
                return;
            }
            List<ExecutionStrategy> ways = known.get(pod.shape());
            if (ways == null) {
                ways = strategies.of(pod.shape());
                known.put(pod.shape(), ways);
            }
            place(pod, ways);
        }

        private void place(OpenbPod pod, List<ExecutionStrategy> ways) {
            if (pod.runtimeSeconds() == 0) {
                arrivals.omit(RAN_NO_TIME);
            } else if (ways.isEmpty()) {
                arrivals.omit(FITS_NOWHERE);
            } else if (arrivals.includes(pod.createdSeconds())) {
                classes.putIfAbsent(pod.shape().taskClass(), ways);
                arrivals.add(
                        pod.name(),
                        pod.createdSeconds(),
                        pod.shape().taskClass(),
                        pod.runtimeSeconds() / SECONDS_AT_SCALE_ONE);
            }
        }
    }

    private static Catalogue catalogue(
            OpenbCluster cluster,
            Map<String, List<ExecutionStrategy>> classes,
            TraceSettings options) {
        // The catalogue is exported on its own and must say it too.
        String assumption = options.assumedSpeeds() ? "-assumed-speeds" : "";
        return new Catalogue(
                "openb-%d-nodes%s".formatted(cluster.nodes().size(), assumption),
                OpenbNode.RESOURCES,
                OpenbNode.ACCELERATORS,
                List.of(new ClusterSpec(OpenbNode.CLUSTER, "cloud", "default", Map.of(), Map.of())),
                cluster.nodes().stream().map(OpenbNode::toSpec).toList(),
                classes);
    }
}
