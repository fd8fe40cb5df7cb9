package org.dsppo.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.dsppo.jobs.embedded.EmbeddedKafka;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class TopicsITCase {
    private static final EnumSet<Topic> ALL = EnumSet.allOf(Topic.class);

    private static EmbeddedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.start();
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void closeBroker() {
        admin.close();
        kafka.close();
    }

    @Test
    void createsOnceAndThenFindsWhatIsThere() {
        Topics topics = new Topics("once");

        TopicReport first = topics.create(admin, 3, (short) -1);
        TopicReport second = topics.create(admin, 3, (short) 1);

        List<String> names = Arrays.stream(Topic.values()).map(topics::name).toList();
        assertThat(first).isEqualTo(new TopicReport(names, List.of(), List.of()));
        assertThat(second).isEqualTo(new TopicReport(List.of(), names, List.of()));
        assertThat(topics.problems(admin, ALL)).isEmpty();
    }

    @Test
    void namesEachMissingTopic() {
        assertThat(new Topics("absent").problems(admin, EnumSet.of(Topic.TASKS, Topic.POLICIES)))
                .satisfiesExactly(
                        line -> assertThat(line).contains("absent.tasks.v1 is missing", "delete"),
                        line ->
                                assertThat(line)
                                        .contains("absent.policies.v1 is missing", "compact"));
    }

    @Test
    void reportsWhatDiffersAndCreatesTheRest() throws Exception {
        Topics topics = new Topics("different");
        String catalogue = topics.name(Topic.CATALOGUE);
        admin.createTopics(List.of(new NewTopic(catalogue, Optional.of(2), Optional.empty())))
                .all()
                .get(30, TimeUnit.SECONDS);

        TopicReport report = topics.create(admin, 1, (short) 1);

        String cleanup = "topic different.catalogue.v1 has cleanup.policy=delete, expected compact";
        assertThat(report.existing()).containsExactly(catalogue);
        assertThat(report.created()).hasSize(9);
        assertThat(report.mismatches())
                .containsExactly(
                        "topic different.catalogue.v1 has 2 partitions, asked for 1", cleanup);
        assertThat(topics.problems(admin, ALL)).containsExactly(cleanup);
    }
}
