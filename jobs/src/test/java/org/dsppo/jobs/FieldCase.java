package org.dsppo.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.MessageCodecs;

/**
 * A case from the field: a catalogue, and records that are sent at their times. A record without a
 * topic is a note for people: what it says, the test plays.
 */
record FieldCase(String folder, Catalogue catalogue, List<JsonNode> records) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static FieldCase read(String folder) throws Exception {
        List<JsonNode> records = new ArrayList<>();
        for (String line :
                new String(bytes(folder, "records.jsonl"), StandardCharsets.UTF_8)
                        .lines()
                        .toList()) {
            JsonNode record = JSON.readTree(line);
            if (record.has("topic")) {
                records.add(record);
            }
        }
        return new FieldCase(folder, catalogue(folder, "cluster.json"), records);
    }

    /** Another catalogue of the case. */
    Catalogue catalogue(String file) throws Exception {
        return catalogue(folder, file);
    }

    private static Catalogue catalogue(String folder, String file) throws Exception {
        return MessageCodecs.CATALOGUE.decode(bytes(folder, file));
    }

    private static byte[] bytes(String folder, String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(
                        FieldCase.class.getResourceAsStream("cases/" + folder + "/" + file),
                        file)) {
            return in.readAllBytes();
        }
    }
}
