package org.dsppo.policy.lab.trace;

import java.util.Arrays;
import java.util.List;

/**
 * A row of openb's pod list, of those that ran.
 *
 * @param name the pod
 * @param createdSeconds when it arrived
 * @param runtimeSeconds deletion − scheduled, at least 0
 * @param shape what it demands
 */
record OpenbPod(String name, long createdSeconds, long runtimeSeconds, Shape shape) {

    /**
     * What pods have in common that can be placed alike.
     *
     * @param cpuMilli thousandths of a core
     * @param memoryMib memory
     * @param gpuMilli thousandths of an accelerator in all; 0 for none
     * @param models models it may use, rising, without repetition; empty for any
     */
    record Shape(long cpuMilli, long memoryMib, long gpuMilli, List<String> models) {

        /** A name that tells shapes apart. */
        String taskClass() {
            String name = "%sc %sm".formatted(decimal(cpuMilli), memoryMib);
            if (gpuMilli > 0) {
                name += " %sg".formatted(decimal(gpuMilli));
            }
            return models.isEmpty() ? name : name + " " + String.join("|", models);
        }

        private static String decimal(long thousandths) {
            return thousandths % 1000 == 0
                    ? Long.toString(thousandths / 1000)
                    : Double.toString(thousandths / 1000.0);
        }
    }

    /** A column that pod lists may lack: then pods are taken to need no memory. */
    static final String MEMORY = "memory_mib";

    static final List<String> COLUMNS =
            List.of(
                    "name",
                    "cpu_milli",
                    "num_gpu",
                    "gpu_milli",
                    "gpu_spec",
                    "creation_time",
                    "deletion_time",
                    "scheduled_time");

    private static final long LATEST_SECONDS = 1_000_000_000;

    /** True if the pod was both scheduled and deleted within the trace. */
    static boolean ran(TraceTable.Row row) {
        return !row.isEmpty("scheduled_time") && !row.isEmpty("deletion_time");
    }

    /** True if the pod wants a part, not the whole, of each of several accelerators. */
    static boolean wantsPartsOfSeveral(TraceTable.Row row) throws InvalidTraceException {
        return row.whole("num_gpu", 0, 1000) > 1 && row.whole("gpu_milli", 0, 1000) % 1000 != 0;
    }

    static OpenbPod of(TraceTable.Row row) throws InvalidTraceException {
        if (row.isEmpty("name")) {
            throw row.invalid("name", "the name of a pod");
        }
        long scheduled = row.whole("scheduled_time", 0, LATEST_SECONDS);
        long deleted = row.whole("deletion_time", 0, LATEST_SECONDS);
        if (deleted < scheduled) {
            throw row.invalid(
                    "deletion_time", "a time that is not before scheduled_time " + scheduled);
        }
        return new OpenbPod(
                row.text("name"),
                row.whole("creation_time", 0, LATEST_SECONDS),
                deleted - scheduled,
                shape(row));
    }

    private static Shape shape(TraceTable.Row row) throws InvalidTraceException {
        long gpus = row.whole("num_gpu", 0, 1000);
        long milliOfEach = row.whole("gpu_milli", 0, 1000);
        if (gpus > 0 && milliOfEach == 0) {
            throw row.invalid("gpu_milli", "1 to 1000 of each of %d accelerators".formatted(gpus));
        }
        List<String> models =
                row.isEmpty("gpu_spec") || gpus == 0
                        ? List.of()
                        : Arrays.stream(row.text("gpu_spec").split("\\|"))
                                .map(String::strip)
                                .distinct()
                                .sorted()
                                .toList();
        return new Shape(
                row.whole("cpu_milli", 0, 1_000_000_000),
                row.has(MEMORY) ? row.whole(MEMORY, 0, 1_000_000_000) : 0,
                gpus * milliOfEach,
                models);
    }
}
