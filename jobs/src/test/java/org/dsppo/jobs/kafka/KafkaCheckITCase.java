package org.dsppo.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.clients.admin.Admin;
import org.dsppo.jobs.embedded.EmbeddedKafka;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class KafkaCheckITCase {
    private static final EnumSet<Topic> ALL = EnumSet.allOf(Topic.class);
    private static final long BROKER_CAP_MILLIS = 900_000;

    private static EmbeddedKafka kafka;

    @BeforeAll
    static void startBroker() {
        kafka = EmbeddedKafka.start();
        try (Admin admin = Admin.create(settings(0, Map.of()).connection())) {
            settings(0, Map.of()).topics().create(admin, 1, (short) -1);
        }
    }

    @AfterAll
    static void closeBroker() {
        kafka.close();
    }

    @Test
    void isContentWithTopicsAndATimeoutThatTheBrokersAllow() {
        assertThat(KafkaCheck.problems(settings(BROKER_CAP_MILLIS, Map.of()), ALL)).isEmpty();
    }

    @Test
    void namesATimeoutThatTheBrokersWouldRefuse() {
        assertThat(KafkaCheck.problems(settings(BROKER_CAP_MILLIS + 1, Map.of()), ALL))
                .containsExactly(
                        "transaction.timeout is 900001 ms, expected at most the brokers' transaction.max.timeout.ms, which is 900000 ms");
    }

    @Test
    void namesBrokersThatDoNotAnswer() {
        KafkaSettings settings =
                new KafkaSettings(
                        "127.0.0.1:1",
                        "dsppo",
                        "test",
                        DeliveryGuarantee.AT_LEAST_ONCE,
                        "test",
                        1,
                        Map.of("default.api.timeout.ms", "500", "request.timeout.ms", "400"));

        assertThat(KafkaCheck.problems(settings, ALL))
                .singleElement()
                .asString()
                .startsWith("bootstrap.servers is 127.0.0.1:1, expected brokers that answer: ");
    }

    @Test
    void namesAClientSettingThatIsWrong() {
        List<String> problems =
                KafkaCheck.problems(settings(1, Map.of("security.protocol", "PLAIN")), ALL);

        assertThat(problems).singleElement().asString().contains("security.protocol", "PLAIN");
    }

    private static KafkaSettings settings(long timeoutMillis, Map<String, String> properties) {
        return new KafkaSettings(
                kafka.bootstrapServers(),
                "dsppo",
                "test",
                DeliveryGuarantee.EXACTLY_ONCE,
                "test",
                timeoutMillis,
                properties);
    }
}
