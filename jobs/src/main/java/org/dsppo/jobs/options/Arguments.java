package org.dsppo.jobs.options;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.YamlParserUtils;

/**
 * The arguments of the placement job, read but not checked.
 *
 * @param help whether help was asked for
 * @param configuration the keys of the file, overridden by those given one by one
 */
public record Arguments(boolean help, Configuration configuration) {
    private static final String CONFIG = "config";
    private static final String MARK = "--";

    /**
     * Reads {@code [--config FILE] [--key value | --key=value]... [--help]}.
     *
     * @throws InvalidOptionsException if the arguments have another form or the file cannot be read
     */
    public static Arguments parse(String... args) {
        List<String> problems = new ArrayList<>();
        Map<String, String> given = new HashMap<>();
        boolean help = false;
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].indexOf('=');
            if (args[i].equals("--help") || args[i].equals("-h")) {
                help = true;
            } else if (!args[i].startsWith(MARK)) {
                problems.add("argument is %s, expected --KEY VALUE".formatted(args[i]));
            } else if (equals > 0) {
                given.put(args[i].substring(2, equals), args[i].substring(equals + 1));
            } else if (i + 1 < args.length && !args[i + 1].startsWith(MARK)) {
                given.put(args[i].substring(2), args[++i]);
            } else {
                problems.add("%s has no value, expected --KEY VALUE".formatted(args[i]));
            }
        }
        Map<String, String> values = new HashMap<>();
        String file = given.remove(CONFIG);
        if (file != null) {
            values.putAll(read(file, problems));
        }
        values.putAll(given);
        if (!help && !problems.isEmpty()) {
            throw new InvalidOptionsException(problems);
        }
        return new Arguments(help, Configuration.fromMap(values));
    }

    private static Map<String, String> read(String file, List<String> problems) {
        Map<String, String> values = new HashMap<>();
        try {
            flatten("", YamlParserUtils.loadYamlFile(new File(file)), values);
        } catch (Exception e) {
            // Flink's reader declares no narrower type. The message names line and column.
            problems.add(
                    "--config is %s, expected a YAML file of options: %s"
                            .formatted(file, e.getMessage()));
        }
        return values;
    }

    private static void flatten(String prefix, Map<?, ?> nested, Map<String, String> flat) {
        nested.forEach(
                (name, value) -> {
                    if (value instanceof Map<?, ?> inner) {
                        flatten(prefix + name + ".", inner, flat);
                    } else if (value != null) {
                        flat.put(prefix + name, value.toString());
                    }
                });
    }
}
