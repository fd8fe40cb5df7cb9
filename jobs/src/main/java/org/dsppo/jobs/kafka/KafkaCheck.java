package org.dsppo.jobs.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigResource;

/** Asks the brokers, before anything is submitted, whether the job could work with them. */
public final class KafkaCheck {
    private static final String TRANSACTION_CAP = "transaction.max.timeout.ms";

    private KafkaCheck() {}

    /**
     * What stands in the way.
     *
     * @param needed topics the job reads or writes
     * @return one line per problem; empty when all is well
     */
    public static List<String> problems(KafkaSettings settings, Collection<Topic> needed) {
        try (Admin admin = Admin.create(settings.connection())) {
            List<String> problems = new ArrayList<>(settings.topics().problems(admin, needed));
            if (settings.guarantee() == DeliveryGuarantee.EXACTLY_ONCE) {
                problems.addAll(transactionProblems(admin, settings.transactionTimeoutMillis()));
            }
            return problems;
        } catch (ConfigException e) {
            return List.of("a setting of the Kafka clients is wrong: " + e.getMessage());
        } catch (KafkaUnavailableException e) {
            return List.of(unreachable(settings, e.getMessage()));
        } catch (KafkaException e) {
            String cause = e.getCause() == null ? "" : ": " + e.getCause().getMessage();
            return List.of(unreachable(settings, e.getMessage() + cause));
        }
    }

    private static String unreachable(KafkaSettings settings, String why) {
        return "bootstrap.servers is %s, expected brokers that answer: %s"
                .formatted(settings.bootstrapServers(), why);
    }

    private static List<String> transactionProblems(Admin admin, long timeoutMillis) {
        long cap = transactionCapMillis(admin);
        return timeoutMillis <= cap
                ? List.of()
                : List.of(
                        "transaction.timeout is %d ms, expected at most the brokers' %s, which is %d ms"
                                .formatted(timeoutMillis, TRANSACTION_CAP, cap));
    }

    private static long transactionCapMillis(Admin admin) {
        Node broker =
                KafkaAnswer.await(admin.describeCluster().nodes(), "list brokers")
                        .iterator()
                        .next();
        ConfigResource resource = new ConfigResource(ConfigResource.Type.BROKER, broker.idString());
        Config config =
                KafkaAnswer.await(
                                admin.describeConfigs(List.of(resource)).all(), "describe a broker")
                        .get(resource);
        return Long.parseLong(config.get(TRANSACTION_CAP).value());
    }
}
