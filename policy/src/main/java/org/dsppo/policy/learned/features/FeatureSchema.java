package org.dsppo.policy.learned.features;

import java.util.List;

/**
 * Names and order of the features. All are relative to the class's alternatives, the node's own
 * capacity or the mix's mean run time, so that they mean the same for classes, clusters and time
 * scales never seen. Any change of number, order or meaning needs another {@link #VERSION}: a
 * policy trained on one version is refused by another.
 */
public final class FeatureSchema {

    /** Version that artefacts name. */
    public static final int VERSION = 6;

    /** Features of a candidate: a waiting task, one of its options, and the node it would get. */
    public static final List<String> CANDIDATE =
            List.of(
                    "slowdown",
                    "slowdown-over-1.7",
                    "slowdown-over-2",
                    "slowdown-over-4",
                    "fastest",
                    "drain-longer",
                    "drain-shorter",
                    "drain-by-flow",
                    "backlog-of-pool",
                    "gain-over-waiting",
                    "age-by-runtime",
                    "age",
                    "dominant-share",
                    "scarcest-used",
                    "least-left",
                    "displacement",
                    "runtime",
                    "price",
                    "reduced-price",
                    "class-price",
                    "queue-share",
                    "queue-length",
                    "slots-free",
                    "slots-free-share",
                    "flow-share",
                    "greedy-would",
                    "oldest-head",
                    "shortest",
                    "tetris-2-would",
                    "tetris-8-would",
                    "least-loaded-would",
                    "first-node-would",
                    "least-area",
                    "completes-earliest",
                    "shortest-of-class",
                    "gain-over-next-free",
                    "next-free-later",
                    "fastest-used",
                    "class-load",
                    "class-runtime",
                    "sjf-would",
                    "sjf-capped-would",
                    "greedy-capped-would",
                    "fill-loss",
                    "fill-gain",
                    "fill-regret",
                    "most-allocated-would",
                    "rarest-place",
                    "rarest-over-class",
                    "delays-blocked",
                    "slowdown-loaded",
                    "price-loaded",
                    "reduced-price-loaded",
                    "flow-share-loaded",
                    "rarest-over-class-long",
                    "one");

    /** Features of the cell's load and make, the same for all candidates of a round. */
    public static final List<String> CELL =
            List.of(
                    "backlog",
                    "load",
                    "burst",
                    "long-run-load",
                    "overload",
                    "used",
                    "node-share",
                    "pools",
                    "heterogeneity",
                    "options-per-class",
                    "largest-pool",
                    "accelerated",
                    "transfer");

    /**
     * How many of {@link #CELL}, the first, weights may depend on: how loaded the cell is, and how
     * much of it is one node, larger cells being alike in that.
     */
    public static final int LOADS = 7;

    /** Features of a node; none changes unless the node does. */
    public static final List<String> NODE =
            List.of("up", "used", "most-used", "size", "accelerated", "holders", "full");

    /** Features of a waiting class. */
    public static final List<String> CLASS =
            List.of(
                    "queue-length",
                    "queue-share",
                    "head-age",
                    "runtime",
                    "class-price",
                    "drain",
                    "options-free",
                    "fastest-free");

    /** Candidate features whose weight shifts with the load at known sites, in the linear path. */
    public static final List<String> LOAD_DEPENDENT =
            List.of(
                    "one",
                    "slowdown",
                    "slowdown-over-2",
                    "fastest",
                    "drain-longer",
                    "drain-shorter",
                    "drain-by-flow",
                    "backlog-of-pool",
                    "gain-over-waiting",
                    "gain-over-next-free",
                    "runtime",
                    "price",
                    "reduced-price",
                    "class-price",
                    "flow-share",
                    "age",
                    "greedy-would",
                    "oldest-head",
                    "shortest",
                    "tetris-8-would",
                    "least-area",
                    "completes-earliest",
                    "next-free-later",
                    "class-runtime",
                    "sjf-would",
                    "sjf-capped-would",
                    "greedy-capped-would",
                    "fill-loss",
                    "fill-gain",
                    "fill-regret",
                    "most-allocated-would",
                    "rarest-over-class",
                    "delays-blocked");

    /**
     * Candidate features on which the weights of a known option depend, beside the cell's loads;
     * the first is its constant.
     */
    public static final List<String> OPTION_DEPENDENT =
            List.of(
                    "one",
                    "queue-length",
                    "queue-share",
                    "age-by-runtime",
                    "scarcest-used",
                    "slots-free-share",
                    "fastest-used",
                    "drain-by-flow");

    private FeatureSchema() {}

    /** Position of a candidate feature. */
    public static int candidate(String name) {
        int at = CANDIDATE.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException(
                    "candidate feature is %s, expected one of %s".formatted(name, CANDIDATE));
        }
        return at;
    }
}
