package org.dsppo.jobs.containers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which metrics a PromQL expression asks for, and by which labels. Knows the tokens of the language
 * (prometheus.io/docs/prometheus/latest/querying/basics) but not its grammar, which promtool
 * checks.
 */
final class MetricNames {

    /** A string, a range, a number with its unit, a name, or one character of anything else. */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\"(?:[^\"\\\\]|\\\\.)*\"|\\[[^\\]]*]|[0-9.]+[a-z]*|[A-Za-z_:][A-Za-z0-9_:]*|\\S");

    private static final Set<String> GROUPINGS =
            Set.of("by", "without", "on", "ignoring", "group_left", "group_right");

    private static final Set<String> OPERATORS = Set.of("and", "or", "unless", "offset", "bool");

    private final List<String> tokens = new ArrayList<>();
    private final Map<String, Set<String>> names = new HashMap<>();
    private final Set<String> grouped = new HashSet<>();

    private MetricNames(String expression) {
        Matcher token = TOKEN.matcher(expression);
        while (token.find()) {
            tokens.add(token.group());
        }
    }

    /** Name of each metric to the labels that the expression selects or groups by. */
    static Map<String, Set<String>> of(String expression) {
        MetricNames read = new MetricNames(expression);
        for (int at = 0; at < read.tokens.size(); ) {
            at = read.token(at);
        }
        read.names.values().forEach(labels -> labels.addAll(read.grouped));
        return read.names;
    }

    /** Takes over what begins at a token; returns where the next thing begins. */
    private int token(int at) {
        String token = tokens.get(at);
        String next = at + 1 < tokens.size() ? tokens.get(at + 1) : "";
        if (GROUPINGS.contains(token)) {
            return words(at + 2, ")", grouped);
        }
        boolean called = next.equals("(") || GROUPINGS.contains(next);
        if (!isName(token) || called || OPERATORS.contains(token)) {
            return at + 1;
        }
        Set<String> labels = names.computeIfAbsent(token, name -> new HashSet<>());
        return next.equals("{") ? words(at + 2, "}", labels) : at + 1;
    }

    /** Adds the names up to a closing bracket; returns where what follows it begins. */
    private int words(int from, String closing, Set<String> into) {
        int at = from;
        while (!tokens.get(at).equals(closing)) {
            if (isName(tokens.get(at))) {
                into.add(tokens.get(at));
            }
            at++;
        }
        return at + 1;
    }

    private static boolean isName(String token) {
        return Character.isLetter(token.charAt(0)) || token.charAt(0) == '_';
    }
}
