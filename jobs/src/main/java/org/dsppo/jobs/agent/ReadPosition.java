package org.dsppo.jobs.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far decisions have been read, and when that was known to be all there were.
 *
 * @param bootId boot of the machine that the time counts from
 * @param caughtUpMillis time since that boot at which everything had been read
 * @param offsets next offset by partition
 * @param epochs by partition the epoch of each cell whose marker was seen
 */
record ReadPosition(
        String bootId,
        long caughtUpMillis,
        Map<Integer, Long> offsets,
        Map<Integer, Map<String, Long>> epochs) {

    private static final JsonMapper MAPPER = new JsonMapper();

    /** Reads it from a file; none if there is none that can be used. */
    static Optional<ReadPosition> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode root = MAPPER.readTree(Files.readAllBytes(file));
            Map<Integer, Long> offsets = new HashMap<>();
            Map<Integer, Map<String, Long>> epochs = new HashMap<>();
            for (JsonNode each : root.path("partitions")) {
                int partition = each.path("partition").asInt();
                offsets.put(partition, each.path("offset").asLong());
                Map<String, Long> cells = new HashMap<>();
                each.path("epochs")
                        .properties()
                        .forEach(cell -> cells.put(cell.getKey(), cell.getValue().asLong()));
                epochs.put(partition, cells);
            }
            return Optional.of(
                    new ReadPosition(
                            root.path("bootId").asText(),
                            root.path("caughtUpMillis").asLong(),
                            offsets,
                            epochs));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    void write(Path file) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("bootId", bootId).put("caughtUpMillis", caughtUpMillis);
        ArrayNode partitions = root.putArray("partitions");
        offsets.forEach(
                (partition, offset) -> {
                    ObjectNode each = partitions.addObject();
                    each.put("partition", partition).put("offset", offset);
                    ObjectNode cells = each.putObject("epochs");
                    epochs.getOrDefault(partition, Map.of()).forEach(cells::put);
                });
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.write(next, MAPPER.writeValueAsBytes(root));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
