package org.dsppo.jobs.options;

import java.util.Optional;
import java.util.function.Predicate;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/**
 * What values an option takes.
 *
 * @param option the option
 * @param expected the values in words, for error messages and help
 * @param valid the values
 */
record OptionRule<T>(ConfigOption<T> option, String expected, Predicate<T> valid) {

    /**
     * What is wrong with the option's value, if anything; a missing one is if it has no default.
     */
    Optional<String> problem(Configuration configuration) {
        String given = configuration.getValue(option);
        if (given == null) {
            return Optional.of("%s is missing, expected %s".formatted(option.key(), expected));
        }
        return accepts(configuration)
                ? Optional.empty()
                : Optional.of("%s is %s, expected %s".formatted(option.key(), given, expected));
    }

    private boolean accepts(Configuration configuration) {
        try {
            return valid.test(configuration.get(option));
        } catch (IllegalArgumentException notOfItsType) {
            return false;
        }
    }
}
