package org.dsppo.jobs.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.metrics.prometheus.PrometheusReporterFactory;

/** Settings of Flink in files: each is one that Flink has, with a value that it can read. */
final class FlinkSettings {

    private static final List<Class<?>> DECLARED =
            List.of(
                    CheckpointingOptions.class,
                    CoreOptions.class,
                    HighAvailabilityOptions.class,
                    JobManagerOptions.class,
                    MetricOptions.class,
                    RestartStrategyOptions.class,
                    StateBackendOptions.class,
                    TaskManagerOptions.class);

    private static final String REPORTER = "metrics.reporter.prom.";

    /** Options of the reporter for Prometheus, and of the operator and Flink on Kubernetes. */
    private static final List<String> ELSEWHERE =
            List.of(
                    "metrics.reporter.prom.factory.class",
                    "metrics.reporter.prom.port",
                    "metrics.reporter.prom.filterLabelValueCharacters",
                    "kubernetes.rest-service.exposed.type",
                    "kubernetes.operator.savepoint.history.max.count");

    private FlinkSettings() {}

    static void check(Map<String, String> settings) {
        Map<String, ConfigOption<?>> known = known();
        Configuration configuration = Configuration.fromMap(settings);
        settings.forEach(
                (key, value) -> {
                    if (!ELSEWHERE.contains(key)) {
                        assertThat(known).as("an option of Flink").containsKey(key);
                        assertThat(configuration.get(known.get(key))).as(key).isNotNull();
                    }
                });
        assertThat(settings.get(REPORTER + "factory.class"))
                .isEqualTo(PrometheusReporterFactory.class.getName());
        assertThat(configuration.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION))
                .hasToString("RETAIN_ON_CANCELLATION");
    }

    private static Map<String, ConfigOption<?>> known() {
        Map<String, ConfigOption<?>> known = new HashMap<>();
        for (Class<?> each : DECLARED) {
            for (Field field : each.getFields()) {
                if (Modifier.isStatic(field.getModifiers())
                        && field.getType() == ConfigOption.class) {
                    try {
                        ConfigOption<?> option = (ConfigOption<?>) field.get(null);
                        known.put(option.key(), option);
                    } catch (IllegalAccessException e) {
                        throw new IllegalStateException("a public field cannot be read", e);
                    }
                }
            }
        }
        return known;
    }
}
