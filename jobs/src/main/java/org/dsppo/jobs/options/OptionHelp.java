package org.dsppo.jobs.options;

import java.time.Duration;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.HtmlFormatter;
import org.apache.flink.util.TimeUtils;

/** The help text of the placement job. */
public final class OptionHelp {
    private static final String HEAD =
            """
            Decides live which node and execution strategy each inference task gets.

            Usage: flink run [Flink's options] dsppo-jobs-cluster.jar [--config FILE] [--KEY VALUE]...

              --config FILE
                  YAML file of the keys below, nested or with dots. Keys given as arguments win.
              --kafka.SETTING VALUE
                  Any setting of the Kafka clients, such as --kafka.security.protocol SASL_SSL.
              --help
                  Prints this text and submits nothing.
            """;

    private OptionHelp() {}

    /** All options with what they take and their defaults. */
    public static String text() {
        StringBuilder text = new StringBuilder(HEAD);
        for (OptionRule<?> rule : OptionRules.ALL) {
            ConfigOption<?> option = rule.option();
            String fallback =
                    option.hasDefaultValue()
                            ? "default " + text(option.defaultValue())
                            : "required, no default";
            text.append("  --%s (%s)%n".formatted(option.key(), fallback))
                    .append("      %s%n".formatted(description(option)))
                    .append("      Takes %s.%n".formatted(rule.expected()));
        }
        return text.toString();
    }

    private static String description(ConfigOption<?> option) {
        return new HtmlFormatter().format(option.description());
    }

    /** A value as one would write it. */
    static String text(Object value) {
        return value instanceof Duration duration
                ? TimeUtils.formatWithHighestUnit(duration)
                : String.valueOf(value);
    }
}
