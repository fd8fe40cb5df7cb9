package org.dsppo.jobs.bridge;

import io.fabric8.kubernetes.api.model.NodeSelector;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirementBuilder;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.dsppo.jobs.emulator.DurationText;

/** What annotations and node affinities say, for pods and resource bindings alike. */
final class WishReader {

    private static final String DEFAULT_CLASS = "pod";
    private static final int MOST_PRIORITY = 1_000_000;

    private final BridgeSettings settings;

    WishReader(BridgeSettings settings) {
        this.settings = settings;
    }

    /**
     * Reads the annotations.
     *
     * @param ownPriority the platform's priority, null for none; beyond a million it counts as that
     * @throws UnsupportedWishException if one has another form than it should
     */
    Wish wish(
            ObjectMeta metadata, Integer ownPriority, Map<String, Double> demand, NodeChoice where)
            throws UnsupportedWishException {
        Map<String, String> notes =
                metadata.getAnnotations() == null ? Map.of() : metadata.getAnnotations();
        long createdAtMillis = createdAtMillis(metadata);
        return new Wish(
                createdAtMillis,
                notes.getOrDefault(Annotations.TASK_CLASS, DEFAULT_CLASS),
                priority(notes.get(Annotations.PRIORITY), ownPriority),
                deadline(notes.get(Annotations.DEADLINE), createdAtMillis),
                notes.getOrDefault(Annotations.TENANT, metadata.getNamespace()),
                runtimeMillis(notes.get(Annotations.RUNTIME)),
                demand,
                where);
    }

    static long createdAtMillis(ObjectMeta metadata) {
        return Instant.parse(metadata.getCreationTimestamp()).toEpochMilli();
    }

    private static int priority(String text, Integer own) throws UnsupportedWishException {
        long priority = own == null ? 0 : own;
        if (text != null) {
            try {
                priority = Long.parseLong(text.trim());
            } catch (NumberFormatException e) {
                throw malformed(Annotations.PRIORITY, text, "a whole number");
            }
        }
        return (int) Math.max(-MOST_PRIORITY, Math.min(MOST_PRIORITY, priority));
    }

    private long runtimeMillis(String text) throws UnsupportedWishException {
        if (text == null) {
            return settings.runtime().toMillis();
        }
        long runtimeMillis = millis(Annotations.RUNTIME, text);
        if (runtimeMillis < 1) {
            throw malformed(Annotations.RUNTIME, text, "more than 0");
        }
        return runtimeMillis;
    }

    private static Long deadline(String text, long createdAtMillis)
            throws UnsupportedWishException {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text.trim()).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            return createdAtMillis + millis(Annotations.DEADLINE, text);
        }
    }

    private static long millis(String key, String text) throws UnsupportedWishException {
        try {
            return DurationText.parseMillis(text.trim());
        } catch (IllegalArgumentException e) {
            throw malformed(key, text, "a time such as 30m");
        }
    }

    private static UnsupportedWishException malformed(String key, String text, String expected) {
        return new UnsupportedWishException(
                "annotation %s is %s, expected %s".formatted(key, text, expected));
    }

    /** The terms of a required node affinity; a field is its node's name, for there is no other. */
    static List<List<NodeSelectorRequirement>> terms(NodeSelector required) {
        if (required == null) {
            return List.of();
        }
        List<List<NodeSelectorRequirement>> terms = new ArrayList<>();
        for (NodeSelectorTerm each : required.getNodeSelectorTerms()) {
            List<NodeSelectorRequirement> all = new ArrayList<>(each.getMatchExpressions());
            for (NodeSelectorRequirement field : each.getMatchFields()) {
                all.add(
                        new NodeSelectorRequirementBuilder(field)
                                .withKey(Annotations.NODE_LABEL)
                                .build());
            }
            terms.add(all);
        }
        return terms;
    }
}
