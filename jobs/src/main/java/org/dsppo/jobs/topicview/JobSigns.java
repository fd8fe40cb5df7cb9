package org.dsppo.jobs.topicview;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.report.Figures;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.decision.PolicyReference;
import org.dsppo.schemas.summary.CellSummary;
import org.dsppo.schemas.summary.NodeLeftAlone;

/**
 * Signs of life of the job: its newest summaries and decisions. As long as it knows of a node or a
 * task it writes a summary per window, so that one that is overdue means that nobody decides.
 */
public final class JobSigns {

    /** A checkpoint may hold back what is written, exactly-once. */
    private static final long LEAST_PATIENCE_MILLIS = 60_000;

    private static final int WINDOWS_OF_PATIENCE = 3;

    /** Enough for the last windows of many cells. */
    private static final long SUMMARIES = 2_000;

    /** Enough to find one where transactions take offsets as well. */
    private static final long DECISIONS = 20;

    private static final long NEVER = -1;

    private final Map<String, CellSummary> newest = new TreeMap<>();
    private CellSummary last;
    private long summaryAtMillis = NEVER;
    private long decisionAtMillis = NEVER;
    private long windowMillis;

    JobSigns() {}

    /** Reads the ends of the topics of summaries and decisions. */
    public static JobSigns read(Properties connection, Topics topics) {
        JobSigns signs = new JobSigns();
        TopicScan scan = new TopicScan(connection);
        scan.readLast(topics.name(Topic.SUMMARIES), SUMMARIES, signs::summary);
        scan.readLast(
                topics.name(Topic.DECISIONS), DECISIONS, each -> signs.decided(each.timestamp()));
        return signs;
    }

    private void summary(ConsumerRecord<String, byte[]> each) {
        try {
            summary(MessageCodecs.CELL_SUMMARY.decode(each.value()), each.timestamp());
        } catch (InvalidMessageException e) {
            // Whatever wrote that, it was not a job that this version knows.
        }
    }

    /**
     * A summary, in the order of the topic.
     *
     * @param atMillis when it was written
     */
    void summary(CellSummary summary, long atMillis) {
        newest.put(summary.cell(), summary);
        last = summary;
        summaryAtMillis = Math.max(summaryAtMillis, atMillis);
        windowMillis =
                Math.max(windowMillis, summary.windowEndMillis() - summary.windowStartMillis());
    }

    /** A decision that was written then. */
    void decided(long atMillis) {
        decisionAtMillis = Math.max(decisionAtMillis, atMillis);
    }

    /** True if the job has never written anything that is still there. */
    public boolean isUnseen() {
        return lastSignMillis() == NEVER;
    }

    /** True if the job shows no sign of life though one is due. */
    public boolean isSilent(long nowMillis) {
        long patience = Math.max(LEAST_PATIENCE_MILLIS, WINDOWS_OF_PATIENCE * windowMillis);
        return isUnseen() || nowMillis - lastSignMillis() > patience;
    }

    private long lastSignMillis() {
        return Math.max(summaryAtMillis, decisionAtMillis);
    }

    /** The speed that its newest summary names; null if there is none. */
    public Double speed() {
        return last == null ? null : last.speed();
    }

    /** Whether it is there, in a sentence. */
    public String describe(long nowMillis) {
        if (isUnseen()) {
            return "the job was never seen: there is no summary and no decision of it; it writes"
                    + " its first when a device reports or a task is submitted";
        }
        if (isSilent(nowMillis)) {
            return "the job is silent since %s (%s): nothing is decided until it runs again"
                    .formatted(
                            Instant.ofEpochMilli(lastSignMillis()),
                            Figures.age(nowMillis - lastSignMillis()));
        }
        return "the job lives: last summary %s, last decision %s"
                .formatted(ago(summaryAtMillis, nowMillis), ago(decisionAtMillis, nowMillis));
    }

    private static String ago(long atMillis, long nowMillis) {
        return atMillis == NEVER
                ? "never"
                : Figures.age(Math.max(0, nowMillis - atMillis)) + " ago";
    }

    /** What its newest summaries say of policy, speed, nodes and obstacles, line by line. */
    public List<String> details() {
        List<String> lines = new ArrayList<>();
        if (last == null) {
            return lines;
        }
        PolicyReference policy = last.policy();
        lines.add(
                "policy in force: %s@%d (%s), speed %s"
                        .formatted(
                                policy.name(),
                                policy.version(),
                                policy.stage(),
                                Figures.plain(last.speed())));
        List<String> down = downNodes();
        lines.add(
                "nodes of the job: %d listed or reporting, %d take tasks%s"
                        .formatted(
                                nodes(),
                                schedulableNodes(),
                                down.isEmpty() ? "" : ", down: " + String.join(", ", down)));
        lines.addAll(leftAloneInWords());
        newest.values().stream()
                .filter(each -> each.obstacle() != null)
                .forEach(
                        each ->
                                lines.add(
                                        "nothing can be placed in cell %s: %s"
                                                .formatted(each.cell(), each.obstacle())));
        return lines;
    }

    private long nodes() {
        return newest.values().stream().mapToLong(CellSummary::nodes).sum();
    }

    private long schedulableNodes() {
        return newest.values().stream().mapToLong(CellSummary::schedulableNodes).sum();
    }

    private List<String> downNodes() {
        return newest.values().stream().flatMap(each -> each.downNodes().stream()).toList();
    }

    private List<NodeLeftAlone> leftAlone() {
        return newest.values().stream().flatMap(each -> each.leftAlone().stream()).toList();
    }

    /** Which nodes get nothing new as tasks failed there, until when and why, a line each. */
    public List<String> leftAloneInWords() {
        return leftAlone().stream()
                .map(
                        each ->
                                "left alone: %s%s: %s"
                                        .formatted(
                                                each.node(),
                                                each.untilMillis() == null
                                                        ? ""
                                                        : " until "
                                                                + Instant.ofEpochMilli(
                                                                        each.untilMillis()),
                                                each.reason()))
                .toList();
    }

    /** The same of one node, null if it is not left alone. */
    public NodeLeftAlone leftAlone(String node) {
        return leftAlone().stream()
                .filter(each -> each.node().equals(node))
                .findFirst()
                .orElse(null);
    }

    /** The same for programs. */
    public Map<String, Object> asJson(long nowMillis) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("alive", !isSilent(nowMillis));
        fields.put("lastSummaryAgeMillis", age(summaryAtMillis, nowMillis));
        fields.put("lastDecisionAgeMillis", age(decisionAtMillis, nowMillis));
        fields.put("policy", last == null ? null : JsonOutput.fields(last.policy()));
        fields.put("speed", speed());
        fields.put("nodes", last == null ? null : nodes());
        fields.put("schedulableNodes", last == null ? null : schedulableNodes());
        fields.put("downNodes", downNodes());
        fields.put("leftAlone", leftAlone().stream().map(JsonOutput::fields).toList());
        Map<String, String> obstacles = new LinkedHashMap<>();
        newest.forEach(
                (cell, summary) -> {
                    if (summary.obstacle() != null) {
                        obstacles.put(cell, summary.obstacle());
                    }
                });
        fields.put("obstacles", obstacles);
        return fields;
    }

    private static Long age(long atMillis, long nowMillis) {
        return atMillis == NEVER ? null : Long.valueOf(Math.max(0, nowMillis - atMillis));
    }
}
