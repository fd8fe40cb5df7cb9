package org.dsppo.policy.lab.trace;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.dsppo.schemas.catalogue.NodeSpec;

/**
 * A row of the spot trace's node list.
 *
 * @param name the node
 * @param model model of its accelerators
 * @param gpus number of accelerators
 * @param cpus cores
 */
record SpotNode(String name, String model, long gpus, double cpus) {

    static final String CLUSTER = "spot";

    /** Label of a node that says its model. */
    static final String MODEL = "model";

    private static final List<String> COLUMNS =
            List.of("node_name", "gpu_model", "gpu_capacity_num", "cpu_num");

    static List<SpotNode> all(Path file) throws InvalidTraceException {
        List<SpotNode> nodes = new ArrayList<>();
        Set<String> names = new HashSet<>();
        TraceTable.withHeader(
                file,
                COLUMNS,
                row -> {
                    if (row.isEmpty("node_name") || !names.add(row.text("node_name"))) {
                        throw row.invalid("node_name", "a name that no other node has");
                    }
                    nodes.add(of(row));
                });
        return nodes;
    }

    private static SpotNode of(TraceTable.Row row) throws InvalidTraceException {
        double gpus = row.number("gpu_capacity_num", 0, 1000);
        if (gpus != Math.rint(gpus)) {
            throw row.invalid("gpu_capacity_num", "a whole number of accelerators");
        }
        return new SpotNode(
                row.text("node_name"),
                row.isMissing("gpu_model") ? "" : row.text("gpu_model"),
                Math.round(gpus),
                row.number("cpu_num", 0, 1e6));
    }

    boolean holds(SpotJob job) {
        return job.gpus() <= gpus
                && job.cpus() <= cpus
                && (job.gpus() == 0 || job.model().isEmpty() || job.model().equals(model));
    }

    NodeSpec toSpec() {
        Map<String, Double> capacity = new TreeMap<>();
        capacity.put("cpu", cpus);
        if (gpus > 0) {
            capacity.put("gpu", (double) gpus);
        }
        return new NodeSpec(
                "node-" + name,
                CLUSTER,
                model.isEmpty() ? Map.of() : Map.of(MODEL, model),
                capacity,
                Map.of());
    }
}
