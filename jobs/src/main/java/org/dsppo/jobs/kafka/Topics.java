package org.dsppo.jobs.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates and checks the scheduler's topics under one prefix. */
public final class Topics {
    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration RETRY_AFTER = Duration.ofMillis(20);

    private final String prefix;

    /**
     * @param prefix what the names start with, such as {@link Topic#DEFAULT_PREFIX}
     */
    public Topics(String prefix) {
        this.prefix = prefix;
    }

    /** The full name of a topic. */
    public String name(Topic topic) {
        return topic.name(prefix);
    }

    /**
     * Creates the topics that are missing, waits until they can be used, and leaves the others as
     * they are.
     *
     * @param partitions of the topics that carry traffic; the others get one
     * @param replication copies of each partition, or -1 for the broker's default
     * @return what was created, what was there, and how that differs from what was asked for
     * @throws KafkaUnavailableException if the broker does not answer or refuses
     */
    public TopicReport create(Admin admin, int partitions, short replication) {
        List<String> created = new ArrayList<>();
        List<String> existing = new ArrayList<>();
        Map<String, KafkaFuture<Void>> results =
                admin.createTopics(requests(partitions, replication)).values();
        for (Topic topic : Topic.values()) {
            if (isNew(results.get(name(topic)))) {
                created.add(name(topic));
            } else {
                existing.add(name(topic));
            }
        }
        List<String> mismatches = mismatches(describe(admin), existing, partitions);
        mismatches.addAll(cleanupProblems(admin, existing));
        return new TopicReport(created, existing, mismatches);
    }

    private List<NewTopic> requests(int partitions, short replication) {
        Optional<Short> copies =
                replication > 0 ? Optional.of(replication) : Optional.<Short>empty();
        List<NewTopic> requests = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            requests.add(
                    new NewTopic(name(topic), Optional.of(topic.partitions(partitions)), copies)
                            .configs(
                                    Map.of(
                                            TopicConfig.CLEANUP_POLICY_CONFIG,
                                            topic.cleanupPolicy())));
        }
        return requests;
    }

    private static boolean isNew(KafkaFuture<Void> result) {
        try {
            KafkaAnswer.await(result, "create a topic");
            return true;
        } catch (KafkaUnavailableException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    private List<String> mismatches(
            Map<String, TopicDescription> described, Collection<String> existing, int partitions) {
        List<String> mismatches = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            int actual = described.get(name(topic)).partitions().size();
            if (existing.contains(name(topic)) && actual != topic.partitions(partitions)) {
                mismatches.add(
                        "topic %s has %d partitions, asked for %d"
                                .formatted(name(topic), actual, topic.partitions(partitions)));
            }
        }
        return mismatches;
    }

    /** Describes all topics; waits for those that were created but not heard of everywhere. */
    private Map<String, TopicDescription> describe(Admin admin) {
        List<String> names = Arrays.stream(Topic.values()).map(this::name).toList();
        long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (true) {
            try {
                return KafkaAnswer.await(
                        admin.describeTopics(names).allTopicNames(), "describe topics");
            } catch (KafkaUnavailableException e) {
                boolean unheardOf = e.getCause() instanceof UnknownTopicOrPartitionException;
                if (!unheardOf || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                LockSupport.parkNanos(RETRY_AFTER.toNanos());
            }
        }
    }

    /**
     * What stands in the way of using these topics.
     *
     * @return one line per topic that is missing or cleaned up in another way than it needs; empty
     *     when all is well
     * @throws KafkaUnavailableException if the broker does not answer or refuses
     */
    public List<String> problems(Admin admin, Collection<Topic> needed) {
        Collection<String> existing = KafkaAnswer.await(admin.listTopics().names(), "list topics");
        List<String> problems = new ArrayList<>();
        for (Topic topic : EnumSet.copyOf(needed)) {
            if (!existing.contains(name(topic))) {
                problems.add(
                        "topic %s is missing, expected it to exist with cleanup.policy=%s (./dsppo topics create makes it)"
                                .formatted(name(topic), topic.cleanupPolicy()));
            }
        }
        problems.addAll(
                cleanupProblems(
                        admin,
                        needed.stream().map(this::name).filter(existing::contains).toList()));
        return problems;
    }

    private List<String> cleanupProblems(Admin admin, Collection<String> names) {
        List<ConfigResource> resources =
                names.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList();
        Map<String, Config> configs =
                KafkaAnswer.await(admin.describeConfigs(resources).all(), "describe topics")
                        .entrySet()
                        .stream()
                        .collect(
                                Collectors.toMap(
                                        entry -> entry.getKey().name(), Map.Entry::getValue));
        List<String> problems = new ArrayList<>();
        for (Topic topic : Topic.values()) {
            Config config = configs.get(name(topic));
            ConfigEntry entry =
                    config == null ? null : config.get(TopicConfig.CLEANUP_POLICY_CONFIG);
            if (entry != null && !topic.cleanupPolicy().equals(entry.value())) {
                problems.add(
                        "topic %s has cleanup.policy=%s, expected %s"
                                .formatted(name(topic), entry.value(), topic.cleanupPolicy()));
            }
        }
        return problems;
    }
}
