package org.dsppo.policy.lab.trace;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.dsppo.schemas.catalogue.AcceleratorKind;
import org.dsppo.schemas.catalogue.DeviceSpec;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.catalogue.Sharing;

/**
 * A row of openb's node list.
 *
 * @param name the node
 * @param cpuMilli thousandths of a core
 * @param memoryMib memory
 * @param gpus number of accelerators, which a node has of one model
 * @param model their model, empty if there are none
 */
record OpenbNode(String name, long cpuMilli, long memoryMib, long gpus, String model) {

    static final String CLUSTER = "openb";

    /** Label of a node that says its model. */
    static final String MODEL = "model";

    static final List<String> RESOURCES = List.of("cpu", "mem", "gpu");

    /** Pods share single accelerators, of which the trace does not count the memory. */
    static final List<AcceleratorKind> ACCELERATORS =
            List.of(new AcceleratorKind("gpu", null, Sharing.DEVICE));

    static final List<String> COLUMNS = List.of("sn", "cpu_milli", "memory_mib", "gpu", "model");

    static OpenbNode of(TraceTable.Row row) throws InvalidTraceException {
        long gpus = row.whole("gpu", 0, 1000);
        if (gpus > 0 && row.isEmpty("model")) {
            throw row.invalid("model", "the model of %d accelerators".formatted(gpus));
        }
        return new OpenbNode(
                row.text("sn"),
                row.whole("cpu_milli", 0, 1_000_000_000),
                row.whole("memory_mib", 0, 1_000_000_000),
                gpus,
                row.text("model"));
    }

    boolean holds(OpenbPod.Shape pod) {
        return pod.cpuMilli() <= cpuMilli
                && pod.memoryMib() <= memoryMib
                && pod.gpuMilli() <= gpus * 1000;
    }

    NodeSpec toSpec() {
        Map<String, Double> capacity = new TreeMap<>();
        capacity.put("cpu", cpuMilli / 1000.0);
        capacity.put("mem", (double) memoryMib);
        if (gpus > 0) {
            capacity.put("gpu", (double) gpus);
        }
        return new NodeSpec(
                name,
                CLUSTER,
                model.isEmpty() ? Map.of() : Map.of(MODEL, model),
                capacity,
                gpus > 0 ? Map.of("gpu", new DeviceSpec((int) gpus, 1, null)) : Map.of());
    }
}
