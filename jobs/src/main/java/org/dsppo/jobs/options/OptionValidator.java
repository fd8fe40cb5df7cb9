package org.dsppo.jobs.options;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.dsppo.policy.lab.selection.Policies;

/** Finds everything that is wrong with a configuration, so that it can be mended in one go. */
final class OptionValidator {

    private final Configuration configuration;
    private final List<String> problems = new ArrayList<>();

    OptionValidator(Configuration configuration) {
        this.configuration = configuration;
    }

    /** One line per problem, naming key, value and what was expected. */
    List<String> problems() {
        unknownKeys();
        for (OptionRule<?> rule : OptionRules.ALL) {
            rule.problem(configuration).ifPresent(problems::add);
        }
        // What follows compares values, which needs values that can be read.
        if (problems.isEmpty()) {
            unknownPolicy(JobOptions.POLICY);
            unknownPolicy(JobOptions.FALLBACK_POLICY);
            unknownPolicy(JobOptions.REFERENCE_POLICY);
            notLonger(JobOptions.NODE_SUSPECT_AFTER, JobOptions.NODE_DOWN_AFTER);
            notLonger(JobOptions.NODE_DOWN_AFTER, JobOptions.NODE_FORGET_AFTER);
        }
        return problems;
    }

    private void unknownKeys() {
        List<String> known = OptionRules.ALL.stream().map(rule -> rule.option().key()).toList();
        for (String key : new TreeSet<>(configuration.keySet())) {
            if (!known.contains(key) && !key.startsWith(JobOptions.KAFKA_PREFIX)) {
                Optional<String> similar = Spelling.nearest(key, known);
                problems.add(
                        "%s is no option, expected %s"
                                .formatted(
                                        key,
                                        similar.map(name -> name + " perhaps")
                                                .orElse("one that --help lists")));
            }
        }
    }

    private void unknownPolicy(ConfigOption<String> option) {
        try {
            Policies.named(configuration.get(option));
        } catch (IllegalArgumentException e) {
            problems.add(
                    option == JobOptions.POLICY
                            ? e.getMessage()
                            : option.key() + ": " + e.getMessage());
        }
    }

    private void notLonger(ConfigOption<Duration> shorter, ConfigOption<Duration> longer) {
        if (configuration.get(shorter).compareTo(configuration.get(longer)) >= 0) {
            problems.add(
                    "%s is %s, expected less than %s, which is %s"
                            .formatted(
                                    shorter.key(),
                                    OptionHelp.text(configuration.get(shorter)),
                                    longer.key(),
                                    OptionHelp.text(configuration.get(longer))));
        }
    }
}
