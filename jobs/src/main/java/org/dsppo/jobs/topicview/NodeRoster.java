package org.dsppo.jobs.topicview;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.catalogue.CatalogueEntryKind;
import org.dsppo.schemas.codec.InvalidMessageException;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.node.NodeCordon;
import org.dsppo.schemas.node.NodeTelemetry;

/** The nodes that the catalogue lists or that report, with what operators want of them. */
public final class NodeRoster {

    /** A node that has not reported for this long is not there. */
    private static final Duration RECENT = Duration.ofMinutes(10);

    private static final int NAMED = 10;

    private final Map<String, Node> nodes = new TreeMap<>();
    private final Map<String, NodeCordon> cordons = new TreeMap<>();

    /**
     * A node.
     *
     * @param report its last report, null if there is none
     * @param cordon what is wanted of it, null for nothing
     */
    public record Node(String cluster, String nodeId, NodeTelemetry report, NodeCordon cordon) {

        /** {@code cluster/node}. */
        public String name() {
            return cluster + '/' + nodeId;
        }

        /** Key of its cordon on the topic of the catalogue. */
        public String cordonKey() {
            return NodeCordon.key(cluster, nodeId);
        }
    }

    private NodeRoster() {}

    /** Reads the topics to their present ends. */
    public static NodeRoster read(Properties connection, Topics topics, long nowEpochMillis) {
        NodeRoster roster = new NodeRoster();
        TopicScan scan = new TopicScan(connection);
        scan.read(topics.name(Topic.CATALOGUE), TopicScan.FROM_START, roster::catalogueEntry);
        scan.read(topics.name(Topic.TELEMETRY), nowEpochMillis - RECENT.toMillis(), roster::report);
        return roster;
    }

    private void catalogueEntry(ConsumerRecord<String, byte[]> each) {
        String key = each.key();
        if (key == null) {
            return;
        }
        try {
            if (key.startsWith(NodeCordon.KEY_PREFIX)) {
                cordon(key.substring(NodeCordon.KEY_PREFIX.length()), each.value());
            } else if (each.value() != null && key.startsWith(CatalogueEntryKind.NODE.prefix())) {
                CatalogueEntry entry = MessageCodecs.CATALOGUE_ENTRY.decode(each.value());
                add(entry.node().cluster(), entry.node().nodeId(), null);
            } else if (key.startsWith(CatalogueEntryKind.NODE.prefix())) {
                String name = key.substring(CatalogueEntryKind.NODE.prefix().length());
                nodes.values()
                        .removeIf(node -> name.equals(node.name()) || name.equals(node.nodeId()));
            }
        } catch (InvalidMessageException e) {
            // The job makes a dead letter of it.
        }
    }

    private void cordon(String node, byte[] value) throws InvalidMessageException {
        if (value == null) {
            cordons.remove(node);
        } else {
            cordons.put(node, MessageCodecs.NODE_CORDON.decode(value));
        }
    }

    private void report(ConsumerRecord<String, byte[]> each) {
        try {
            NodeTelemetry report = MessageCodecs.NODE_TELEMETRY.decode(each.value());
            add(report.cluster(), report.nodeId(), report);
        } catch (InvalidMessageException e) {
            // The job makes a dead letter of it.
        }
    }

    private void add(String cluster, String nodeId, NodeTelemetry report) {
        nodes.merge(
                cluster + '/' + nodeId,
                new Node(cluster, nodeId, report, null),
                (old, next) -> next.report() == null ? old : next);
    }

    /** All nodes by name, those that are cordoned without being there included. */
    public List<Node> nodes() {
        List<Node> all = new ArrayList<>();
        nodes.forEach(
                (name, node) ->
                        all.add(
                                new Node(
                                        node.cluster(),
                                        node.nodeId(),
                                        node.report(),
                                        cordons.get(name))));
        cordons.forEach(
                (name, cordon) -> {
                    if (!nodes.containsKey(name)) {
                        int slash = name.indexOf('/');
                        all.add(
                                new Node(
                                        name.substring(0, Math.max(0, slash)),
                                        name.substring(slash + 1),
                                        null,
                                        cordon));
                    }
                });
        return all;
    }

    /**
     * The node that somebody means.
     *
     * @param typed {@code cluster/node}, or the node alone where there is one of that name only
     * @throws UserErrorException if there is none, or more than one
     */
    public Node named(String typed) {
        List<Node> meant =
                nodes().stream()
                        .filter(node -> node.name().equals(typed) || node.nodeId().equals(typed))
                        .toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        if (meant.isEmpty()) {
            String known =
                    nodes().stream().map(Node::name).limit(NAMED).collect(Collectors.joining(", "));
            throw new UserErrorException(
                    "there is no node %s in the catalogue and none that reports, expected one of: %s%s"
                            .formatted(
                                    typed,
                                    known.isEmpty() ? "(there are none)" : known,
                                    nodes.size() > NAMED ? ", ..." : ""));
        }
        throw new UserErrorException(
                "there is more than one node %s, expected one of: %s"
                        .formatted(
                                typed,
                                meant.stream().map(Node::name).collect(Collectors.joining(", "))));
    }
}
