package org.dsppo.jobs.topology;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Settings of Flink that suit the job where nobody has chosen others, be it in the configuration of
 * the cluster's client or with {@code -D}.
 */
public final class FlinkDefaults {
    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
    // Flink's 100 ms would be most of the time a decision takes.
    private static final Duration BUFFER_TIMEOUT = Duration.ofMillis(2);

    private FlinkDefaults() {}

    /** Configures an environment. */
    public static void apply(StreamExecutionEnvironment env, int maxParallelism) {
        ReadableConfig chosen = env.getConfiguration();
        Configuration added = new Configuration();
        unlessChosen(
                chosen, added, CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
        unlessChosen(chosen, added, StateBackendOptions.STATE_BACKEND, "rocksdb");
        unlessChosen(chosen, added, CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        unlessChosen(chosen, added, ExecutionOptions.BUFFER_TIMEOUT, BUFFER_TIMEOUT);
        // Not a matter of taste: savepoints depend on it.
        added.set(PipelineOptions.GENERIC_TYPES, false);
        added.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        env.configure(added);
        env.setMaxParallelism(maxParallelism);
    }

    private static <T> void unlessChosen(
            ReadableConfig chosen, Configuration added, ConfigOption<T> option, T value) {
        if (chosen.getOptional(option).isEmpty()) {
            added.set(option, value);
        }
    }
}
