package org.dsppo.jobs.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.dsppo.operators.node.NodeHealthOptions;
import org.dsppo.operators.placement.PlacementOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JobSettingsTest {

    @Test
    void needsNothingButTheBrokers() {
        JobSettings settings = settings("--bootstrap.servers", "localhost:9092");

        assertThat(settings.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(settings.kafka().guarantee()).isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
        assertThat(settings.placement())
                .isEqualTo(PlacementOptions.defaults().toBuilder().defaultPolicy("ds-ppo").build());
        assertThat(settings.nodeHealth()).isEqualTo(NodeHealthOptions.defaults());
        assertThat(settings.maxParallelism()).isEqualTo(128);
    }

    @Test
    void readsValuesAndHandsOnKafkaSettings() {
        JobSettings settings =
                settings(
                        "--bootstrap.servers",
                        "a:1, [::1]:2",
                        "--kafka.security.protocol",
                        "SSL",
                        "--delivery.guarantee",
                        "exactly-once",
                        "--policy",
                        "greedy:k=2",
                        "--speed",
                        "20",
                        "--lease",
                        "250 ms");

        assertThat(settings.kafka().guarantee()).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
        assertThat(settings.kafka().connection())
                .isEqualTo(Map.of("bootstrap.servers", "a:1, [::1]:2", "security.protocol", "SSL"));
        assertThat(settings.placement().defaultPolicy()).isEqualTo("greedy:k=2");
        assertThat(settings.placement().engine().leaseMillis()).isEqualTo(250);
        assertThat(settings.placement().engine().ageingIntervalMillis()).isEqualTo(60_000);
        assertThat(settings.placement().engine().reservationAfter()).isEqualTo(10);
        assertThat(settings.placement().engine().reservationCount()).isEqualTo(4);
        assertThat(settings.placement().speed()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    bootstrap.servers | localhost | bootstrap.servers is localhost, expected host:port
                    topic.prefix | a b | topic.prefix is a b, expected letters
                    delivery.guarantee | none | delivery.guarantee is none, expected at-least-once or exactly-once
                    delivery.guarantee | maybe | delivery.guarantee is maybe, expected at-least-once or exactly-once
                    lease | soon | lease is soon, expected a duration
                    lease | 0 s | lease is 0 s, expected a duration of at least 1 ms
                    decision.delay | -1 s | decision.delay is -1 s, expected a duration
                    max.failures | 1.5 | max.failures is 1.5, expected a whole number of at least 1
                    speed | 0 | speed is 0, expected a number above 0
                    speed | NaN | speed is NaN, expected a number above 0
                    rollouts.share | 2 | rollouts.share is 2, expected a number from 0 to 1
                    rollouts.segment.size | 2 mb | rollouts.segment.size is 2 mb, expected a size from 16 kb to 900 kb
                    exploration.windows | 2-3 | exploration.windows is 2-3, expected windows such as 02:00-02:30
                    max.parallelism | 40000 | max.parallelism is 40000, expected a whole number from 1 to 32768
                    polcy | greedy | polcy is no option, expected policy perhaps
                    topics.check | perhaps | topics.check is perhaps, expected true or false
                    colour | red | colour is no option, expected one that --help lists
                    policy | best | policy is 'best' (did you mean best-fit?), expected one of first-fit
                    policy | greedy:k=0 | k of policy greedy:k=0 is '0', expected
                    node.suspect.after | 20 s | node.suspect.after is 20 s, expected less than node.down.after, which is 15 s
                    node.down.after | 2 d | node.down.after is 2 d, expected less than node.forget.after, which is 1 d
                    """)
    void namesKeyValueAndWhatWasExpected(String key, String value, String problem) {
        assertThatThrownBy(() -> settings("--bootstrap.servers", "localhost:1", "--" + key, value))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessageStartingWith(problem)
                .message()
                .hasLineCount(1);
    }

    @Test
    void collectsEveryProblem() {
        assertThatThrownBy(() -> settings("--lease", "x", "--polcy", "y", "--max.failures", "0"))
                .isInstanceOf(InvalidOptionsException.class)
                .hasMessage(
                        String.join(
                                System.lineSeparator(),
                                "polcy is no option, expected policy perhaps",
                                "bootstrap.servers is missing, expected host:port, or several separated by commas",
                                "lease is x, expected a duration of at least 1 ms, such as 10 s",
                                "max.failures is 0, expected a whole number of at least 1"));
    }

    @Test
    void everyDefaultIsValidAndInTheHelp() {
        String help = OptionHelp.text();
        assertThat(OptionRules.ALL).hasSize(declaredOptions());
        for (OptionRule<?> rule : OptionRules.ALL) {
            assertThat(help).contains("  --" + rule.option().key() + " (");
        }
        assertThat(help)
                .contains("--bootstrap.servers (required, no default)")
                .contains("--lease (default 30 s)")
                .contains("--delivery.guarantee (default at-least-once)")
                .contains("--wait.notice.interval (default 10 s)");
    }

    /** Fails when an option is declared without a rule. */
    private static int declaredOptions() {
        int declared = 0;
        for (Class<?> holder :
                List.of(
                        JobOptions.class,
                        BatchingJobOptions.class,
                        RolloutJobOptions.class,
                        FailureJobOptions.class)) {
            for (var field : holder.getDeclaredFields()) {
                if (field.getType().getSimpleName().equals("ConfigOption")) {
                    declared++;
                }
            }
        }
        return declared;
    }

    private static JobSettings settings(String... args) {
        return JobSettings.from(Arguments.parse(args).configuration());
    }
}
