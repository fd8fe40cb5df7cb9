package org.dsppo.schemas.codec;

import com.fasterxml.jackson.core.JsonPointer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Collects fields that no reader asked for while a file is read: in what a person wrote they are
 * mostly misspelt. The same name at the same place of many elements or lines is one finding. Names
 * that begin with {@code $} or {@code _} are notes of people and tools and pass.
 */
public final class UnknownFields {

    private static final class Finding {
        final String text;
        final long line;
        int count;

        Finding(String text, long line) {
            this.text = text;
            this.line = line;
        }
    }

    private final List<JsonObjectReader> open = new ArrayList<>();
    private final Map<String, Finding> findings = new LinkedHashMap<>();

    void watch(JsonObjectReader reader) {
        open.add(reader);
    }

    /** Looks at all that was read since the last time. */
    void decoded(long line) {
        for (JsonObjectReader reader : open) {
            Set<String> known = new TreeSet<>(reader.asked());
            for (String name : reader.names()) {
                if (!known.contains(name)) {
                    found(reader.path().field(name), known, line);
                }
            }
        }
        open.clear();
    }

    /**
     * Takes in a field that no reader asked for, found by a reader of another kind.
     *
     * @param field where it sits in the file
     * @param known names that could stand there
     */
    public void met(JsonPointer field, Set<String> known) {
        found(JsonPath.of(field), known, 0);
    }

    private void found(JsonPath path, Set<String> known, long line) {
        if (path.name().startsWith("$") || path.name().startsWith("_")) {
            return;
        }
        findings.computeIfAbsent(
                        path.withoutPositions(),
                        place ->
                                new Finding(
                                        "%s is not a known field%s"
                                                .formatted(path, hint(path.name(), known)),
                                        line))
                .count++;
    }

    private static String hint(String name, Set<String> known) {
        String near = NearestName.hint(name, List.copyOf(known));
        return near.isEmpty() ? ", expected one of " + String.join(", ", known) : near;
    }

    /** Hands on one warning for each finding, as a line. */
    public void report(Path file, Consumer<String> warnings) {
        for (Finding finding : findings.values()) {
            String where = finding.line == 0 ? file.toString() : file + ", line " + finding.line;
            String more = finding.count == 1 ? "" : " and " + (finding.count - 1) + " more like it";
            warnings.accept("%s: %s%s; it is ignored".formatted(where, finding.text, more));
        }
    }
}
