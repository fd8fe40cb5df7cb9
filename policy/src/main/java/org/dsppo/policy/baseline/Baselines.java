package org.dsppo.policy.baseline;

import java.util.List;
import java.util.function.Supplier;
import org.dsppo.policy.placement.PlacementPolicy;

/** The heuristics by their names on the command line. */
public final class Baselines {

    private static final List<String> NAMES =
            List.of("first-fit", "first-fit-blocking", "greedy", "greedy-fastest-only");

    private Baselines() {}

    /** All names, without options. */
    public static List<String> names() {
        return NAMES;
    }

    /**
     * Makes policies of one kind, each with plans of its own.
     *
     * @param specification a name with options, such as {@code greedy:k=2}: {@code k} refuses
     *     strategies slower than k times the shortest run time of the task's class
     * @throws IllegalArgumentException naming what is wrong and what is known
     */
    public static Supplier<PlacementPolicy> named(String specification) {
        PolicySpecification options = PolicySpecification.parse(specification);
        double k = options.number("k", 1, Double.POSITIVE_INFINITY);
        options.refuseUnused();
        return switch (options.name()) {
            case "first-fit" -> () -> new FirstFit(specification, false, new StrategyCap(k));
            case "first-fit-blocking" ->
                    () -> new FirstFit(specification, true, new StrategyCap(k));
            case "greedy" -> () -> new Greedy(specification, new StrategyCap(k));
            case "greedy-fastest-only" -> () -> new Greedy(specification, new StrategyCap(1));
            default ->
                    throw new IllegalArgumentException(
                            "policy is %s, expected one of %s"
                                    .formatted(options.name(), String.join(", ", NAMES)));
        };
    }
}
