package org.dsppo.policy.lab.baseline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.codec.NearestName;

/**
 * The baselines by their names on the command line. A specification is a name with options, such as
 * {@code greedy:k=2:order=edge}. All of them take {@code k}, which refuses strategies slower than k
 * times the shortest run time of the task's class, and {@code order}, the order in which nodes are
 * tried: {@code catalogue}, {@code revcl} for the last cluster first, {@code edge} for nodes at the
 * edge first.
 */
public final class Baselines {

    private static final List<String> CAPS = List.of("", ":k=1", ":k=1.7", ":k=2", ":k=6");
    private static final List<String> MORE_CAPS =
            List.of("", ":k=1", ":k=1.5", ":k=1.7", ":k=2", ":k=2.5", ":k=3", ":k=4", ":k=6");
    private static final List<String> RUNTIME_WEIGHTS = List.of("", ":eps=2", ":eps=8");

    private Baselines() {}

    /** All names, without options. */
    public static List<String> names() {
        return Arrays.stream(Baseline.values()).map(Baseline::id).toList();
    }

    /** Names, without options, of all but the metaheuristics. */
    public static List<String> ruleNames() {
        return Arrays.stream(Baseline.values())
                .filter(baseline -> baseline.category() != Baseline.Category.METAHEURISTIC)
                .map(Baseline::id)
                .toList();
    }

    /**
     * True if a specification names one of the deterministic rules that "the best heuristic" is
     * taken from, whatever its options; false for all other policies, known or not.
     */
    public static boolean isHeuristic(String specification) {
        String name = specification.split(":", 2)[0];
        return Arrays.stream(Baseline.values())
                .filter(baseline -> baseline.category() == Baseline.Category.HEURISTIC)
                .anyMatch(baseline -> baseline.id().equals(name));
    }

    /**
     * One sentence on a baseline's rule.
     *
     * @param name with or without options
     * @throws IllegalArgumentException if there is none of that name
     */
    public static String describe(String name) {
        return find(PolicySpecification.parse(name).name()).description();
    }

    /**
     * What "all heuristics" means when the best of them is asked for: every deterministic rule with
     * k = none, 1, 1.7, 2 and 6, {@code tetris-srtf} with each of eps = 1, 2 and 8. A name that
     * only abbreviates another specification is left out.
     */
    public static List<String> allHeuristics() {
        return heuristics(CAPS);
    }

    /** The same with k = 1.5, 2.5, 3 and 4 besides, for comparisons on sites of all kinds. */
    public static List<String> allHeuristicsWithMoreCaps() {
        return heuristics(MORE_CAPS);
    }

    private static List<String> heuristics(List<String> caps) {
        List<String> specifications = new ArrayList<>();
        for (Baseline baseline : Baseline.values()) {
            if (baseline.category() != Baseline.Category.HEURISTIC
                    || baseline == Baseline.GREEDY_FASTEST_ONLY) {
                continue;
            }
            List<String> variants =
                    baseline == Baseline.TETRIS_SRTF ? RUNTIME_WEIGHTS : List.of("");
            for (String variant : variants) {
                caps.forEach(cap -> specifications.add(baseline.id() + variant + cap));
            }
        }
        return List.copyOf(specifications);
    }

    /**
     * Makes policies of one kind, each with plans of its own.
     *
     * @param specification a name with options
     * @throws IllegalArgumentException naming what is wrong and what is known
     */
    public static Supplier<PlacementPolicy> named(String specification) {
        PolicySpecification options = PolicySpecification.parse(specification);
        Baseline baseline = find(options.name());
        double factor = options.number("k", 1, Double.POSITIVE_INFINITY);
        NodeOrder order =
                options.choice(
                        "order",
                        List.of(NodeOrder.values()),
                        NodeOrder::option,
                        NodeOrder.CATALOGUE);
        Supplier<Candidates> candidates = () -> new Candidates(new StrategyCap(factor), order);
        Baseline.Maker maker = baseline.read(options, candidates);
        options.refuseUnused();
        return () -> maker.make(specification);
    }

    private static Baseline find(String name) {
        for (Baseline baseline : Baseline.values()) {
            if (baseline.id().equals(name)) {
                return baseline;
            }
        }
        throw new IllegalArgumentException(
                "policy is '%s'%s, expected one of %s"
                        .formatted(
                                name, NearestName.hint(name, names()), String.join(", ", names())));
    }
}
