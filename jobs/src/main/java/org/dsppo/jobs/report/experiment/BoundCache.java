package org.dsppo.jobs.report.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code bounds.json}: bounds that were computed already, so that going on does not solve them
 * again.
 */
final class BoundCache {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path file;
    private final List<Entry> entries;

    /**
     * Bounds of one workload.
     *
     * @param instance name of the instance
     * @param seed seed of the workload
     * @param lb0Millis mean of the least run times
     * @param solved true if the linear program was tried
     * @param lpMillis what it gave; null if it was not tried or ran out of time
     * @param exactMillis the least that any schedule takes; null if it was not solved for
     */
    record Entry(
            String instance,
            long seed,
            double lb0Millis,
            boolean solved,
            Double lpMillis,
            Double exactMillis) {}

    /**
     * @throws IOException if the file cannot be read
     */
    BoundCache(Path file) throws IOException {
        this.file = file;
        this.entries = Files.exists(file) ? read(file) : new ArrayList<>();
    }

    private static List<Entry> read(Path file) throws IOException {
        try {
            return new ArrayList<>(
                    MAPPER.readValue(file.toFile(), new TypeReference<List<Entry>>() {}));
        } catch (JsonProcessingException e) {
            throw new InvalidExperimentException(
                    "%s cannot be read, expected that file to be removed: %s"
                            .formatted(file, e.getOriginalMessage()),
                    e);
        }
    }

    /**
     * What is known of a workload, or null.
     *
     * @param solved true if the linear program must have been tried
     */
    synchronized Entry find(String instance, long seed, boolean solved) {
        return entries.stream()
                .filter(each -> each.instance().equals(instance) && each.seed() == seed)
                .filter(each -> each.solved() || !solved)
                .findFirst()
                .orElse(null);
    }

    /** Adds bounds, in place of weaker ones of the same workload, and writes the file. */
    synchronized void add(List<Entry> added) throws IOException {
        for (Entry entry : added) {
            entries.removeIf(
                    each ->
                            each.instance().equals(entry.instance())
                                    && each.seed() == entry.seed());
            entries.add(entry);
        }
        Path whole = file.resolveSibling(file.getFileName() + ".new");
        MAPPER.writeValue(whole.toFile(), entries);
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
