package org.dsppo.jobs.agent.device;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of the parts of divided GPUs, from the second table that {@code nvidia-smi} prints. */
final class MigMemory {

    /** GPU, GPU instance, compute instance, number of the part, used and total. */
    private static final Pattern ROW =
            Pattern.compile(
                    "\\|\\s*(\\d{1,4})\\s+(\\d{1,3})\\s+(\\d{1,3})\\s+(\\d{1,3})\\s*\\|\\s*(\\d{1,9})MiB\\s*/\\s*(\\d{1,9})MiB\\s*\\|.*");

    /** What a part has and how much of that is in use. */
    record Usage(double usedMb, double totalMb) {}

    private final Map<List<Integer>, Usage> usages = new HashMap<>();

    private MigMemory() {}

    static MigMemory parse(String text) {
        MigMemory memory = new MigMemory();
        Map<List<Integer>, Integer> instances = new HashMap<>();
        text.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> instances.merge(instance(row), 1, Integer::sum));
        text.lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> memory.add(row, instances.get(instance(row))));
        return memory;
    }

    private static List<Integer> instance(Matcher row) {
        return List.of(Integer.valueOf(row.group(1)), Integer.valueOf(row.group(2)));
    }

    /** Parts of one GPU instance share its memory, and each row shows all of it. */
    private void add(Matcher row, int sharers) {
        usages.putIfAbsent(
                List.of(Integer.valueOf(row.group(1)), Integer.valueOf(row.group(4))),
                new Usage(
                        Double.parseDouble(row.group(5)) / sharers,
                        Double.parseDouble(row.group(6)) / sharers));
    }

    /** Of a part, null when it is not in the table. */
    Usage of(int gpu, int device) {
        return usages.get(List.of(gpu, device));
    }
}
