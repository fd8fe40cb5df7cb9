package org.dsppo.jobs.options;

import static org.apache.flink.configuration.ConfigOptions.key;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ReadableConfig;
import org.dsppo.operators.serving.DailyWindow;
import org.dsppo.operators.serving.RolloutOptions;

/** The options of the placement job that concern rollouts and exploration. */
public final class RolloutJobOptions {

    public static final ConfigOption<Double> SHARE =
            key("rollouts.share")
                    .doubleType()
                    .defaultValue(0.1)
                    .withDescription(
                            "Part of the windows of a cell in which a segment of its decisions is written to the rollouts topic and compared with the simulator; 0 for none.");

    public static final ConfigOption<Duration> WINDOW =
            key("rollouts.window")
                    .durationType()
                    .defaultValue(Duration.ofSeconds(10))
                    .withDescription(
                            "Length of these windows; there is at most one segment in each.");

    public static final ConfigOption<MemorySize> SEGMENT_SIZE =
            key("rollouts.segment.size")
                    .memoryType()
                    .defaultValue(MemorySize.parse("256 kb"))
                    .withDescription("Most that a segment may take.");

    public static final ConfigOption<String> EXPLORATION_WINDOWS =
            key("exploration.windows")
                    .stringType()
                    .defaultValue("")
                    .withDescription(
                            "When decisions are made at random around the policy's, every day in UTC, such as 02:00-02:30,14:00-14:10; never while a version is on trial, and not at all where empty.");

    public static final ConfigOption<Double> EXPLORATION_TEMPERATURE =
            key("exploration.temperature")
                    .doubleType()
                    .defaultValue(0.1)
                    .withDescription(
                            "How far exploration goes, relative to how far the scores of candidates lie apart.");

    private RolloutJobOptions() {}

    static boolean areWindows(String text) {
        DailyWindow.parse(text);
        return true;
    }

    static boolean isSegmentSize(MemorySize size) {
        // Brokers take messages of up to a megabyte unless told otherwise.
        return size.getKibiBytes() >= 16 && size.getKibiBytes() <= 900;
    }

    static RolloutOptions rollouts(ReadableConfig configuration) {
        return RolloutOptions.defaults().toBuilder()
                .share(configuration.get(SHARE))
                .windowMillis(configuration.get(WINDOW).toMillis())
                .segmentBytes((int) configuration.get(SEGMENT_SIZE).getBytes())
                .exploration(DailyWindow.parse(configuration.get(EXPLORATION_WINDOWS)))
                .temperature(configuration.get(EXPLORATION_TEMPERATURE))
                .build();
    }
}
