package org.dsppo.policy.lab.baseline;

import java.util.function.Supplier;
import org.dsppo.policy.placement.PlacementPolicy;

/** The baselines: name, one sentence about each, and how to make it. */
enum Baseline {
    FIRST_FIT(
            "first-fit",
            Category.HEURISTIC,
            "In order of arrival, the first node in order on which some strategy fits, with the"
                    + " fastest that fits there; the paper's first fit.",
            (options, candidates) ->
                    name ->
                            new RulePolicy(
                                    name,
                                    ArrivalOrder.STEPPING_ASIDE,
                                    new FirstFit(candidates.get()))),
    FIRST_FIT_BLOCKING(
            "first-fit-blocking",
            Category.HEURISTIC,
            "First fit in which a task that fits nowhere blocks all behind it.",
            (options, candidates) ->
                    name ->
                            new RulePolicy(
                                    name, ArrivalOrder.BLOCKING, new FirstFit(candidates.get()))),
    GREEDY(
            "greedy",
            Category.HEURISTIC,
            "In order of arrival, the fastest strategy that fits anywhere now, on the first such"
                    + " node.",
            (options, candidates) ->
                    name ->
                            new RulePolicy(
                                    name,
                                    ArrivalOrder.STEPPING_ASIDE,
                                    new FastestFit(candidates.get()))),
    GREEDY_FASTEST_ONLY(
            "greedy-fastest-only",
            Category.HEURISTIC,
            "Greedy that only ever uses a class's fastest strategy and waits for it; the same as"
                    + " greedy:k=1.",
            (options, candidates) ->
                    name ->
                            new RulePolicy(
                                    name,
                                    ArrivalOrder.STEPPING_ASIDE,
                                    new FastestFit(candidates.get().fastestOnly()))),
    RANDOM(
            "random",
            Category.RANDOM,
            "In order of arrival, any strategy on any node that has room for it, all with the same"
                    + " probability (option seed).",
            (options, candidates) -> {
                long seed = options.whole("seed", 1);
                return name ->
                        new RulePolicy(
                                name,
                                ArrivalOrder.STEPPING_ASIDE,
                                new RandomFit(candidates.get(), seed));
            }),
    ROUND_ROBIN(
            "round-robin",
            Category.HEURISTIC,
            "In order of arrival, nodes take turns, each with the fastest strategy that fits"
                    + " there.",
            (options, candidates) ->
                    name ->
                            new RulePolicy(
                                    name,
                                    ArrivalOrder.STEPPING_ASIDE,
                                    new RoundRobin(candidates.get()))),
    LEAST_ALLOCATED(
            "least-allocated",
            Category.HEURISTIC,
            "In order of arrival, the node with the smallest mean share of allocated resources"
                    + " after placement, with its fastest strategy; Kubernetes' LeastAllocated.",
            (options, candidates) ->
                    name ->
                            new RulePolicy(
                                    name,
                                    ArrivalOrder.STEPPING_ASIDE,
                                    new AllocatedShare(candidates.get(), false))),
    MOST_ALLOCATED(
            "most-allocated",
            Category.HEURISTIC,
            "In order of arrival, the node with the largest mean share of allocated resources"
                    + " after placement, with its fastest strategy; Kubernetes' MostAllocated.",
            (options, candidates) ->
                    name ->
                            new RulePolicy(
                                    name,
                                    ArrivalOrder.STEPPING_ASIDE,
                                    new AllocatedShare(candidates.get(), true))),
    MINIMUM_COMPLETION_TIME(
            "minimum-completion-time",
            Category.HEURISTIC,
            "Each task is committed on arrival to the node, strategy and start with the earliest"
                    + " completion given everything committed before.",
            (options, candidates) -> name -> new MinimumCompletionTime(name, candidates.get())),
    SHORTEST_JOB_FIRST(
            "shortest-job-first",
            Category.HEURISTIC,
            "Waiting tasks by least run time, each with the fastest strategy that fits anywhere, on"
                    + " the node it fills most.",
            (options, candidates) -> name -> shortestFirst(name, TaskSize.RUNTIME, candidates)),
    AREA(
            "area",
            Category.HEURISTIC,
            "Waiting tasks by least product of run time and dominant share, placed as in"
                    + " shortest-job-first.",
            (options, candidates) -> name -> shortestFirst(name, TaskSize.AREA, candidates)),
    TETRIS(
            "tetris",
            Category.HEURISTIC,
            "Repeatedly the waiting class and place with the highest dot product of demand and free"
                    + " resources.",
            (options, candidates) -> name -> new Tetris(name, candidates.get(), 0)),
    TETRIS_SRTF(
            "tetris-srtf",
            Category.HEURISTIC,
            "Tetris minus a weight (option eps, default 1) times the run time in units of 100 s.",
            (options, candidates) -> {
                double weight = options.number("eps", 0, 1);
                return name -> new Tetris(name, candidates.get(), weight);
            }),
    BEST_FIT(
            "best-fit",
            Category.HEURISTIC,
            "In order of arrival, the fastest strategy that fits anywhere now, on the node with the"
                    + " least left over.",
            (options, candidates) ->
                    name ->
                            new RulePolicy(
                                    name,
                                    ArrivalOrder.STEPPING_ASIDE,
                                    new BestFit(candidates.get()))),
    FGD(
            "fgd",
            Category.HEURISTIC,
            "In order of arrival, the fastest strategy that fits anywhere now, on the node where it"
                    + " leaves the fewest devices that typical tasks cannot use.",
            (options, candidates) ->
                    name ->
                            new RulePolicy(
                                    name,
                                    ArrivalOrder.STEPPING_ASIDE,
                                    new LeastFragmentation(candidates.get()))),
    EASY_BACKFILLING(
            "easy-backfilling",
            Category.HEURISTIC,
            "Greedy in order of arrival in which the first task that fits nowhere gets a"
                    + " reservation that no task behind it may delay.",
            (options, candidates) -> name -> new EasyBackfilling(name, candidates.get())),
    GAVEL_MAX_MIN(
            "gavel-max-min",
            Category.HEURISTIC,
            "A linear program, solved again as the mix of classes changes, says how many tasks of a"
                    + " class should run each way so that the slowest class is as fast as possible.",
            (options, candidates) -> name -> new GavelMaxMin(name, candidates.get())),
    SIGMOID_PSO(
            "sigmoid-pso",
            Category.METAHEURISTIC,
            "Once a second, a particle swarm with a sigmoid inertia weight picks servers for the"
                    + " first waiting tasks (option seed).",
            (options, candidates) -> {
                long seed = options.whole("seed", 1);
                return name -> new PeriodicPolicy(name, candidates.get(), new SigmoidPso(seed));
            }),
    S_P_GWO(
            "s-p-gwo",
            Category.METAHEURISTIC,
            "Once a second, for the first waiting tasks, a support vector machine picks clusters, a"
                    + " particle swarm servers and grey wolves the order (option seed).",
            (options, candidates) -> {
                long seed = options.whole("seed", 1);
                return name -> {
                    Candidates choice = candidates.get();
                    return new PeriodicPolicy(name, choice, new SpGwo(choice, seed));
                };
            });

    /** What a baseline is, for those who pick several. */
    enum Category {
        /** A deterministic rule. */
        HEURISTIC,
        /** A rule that depends on a seed. */
        RANDOM,
        /** A search that the paper compares with. */
        METAHEURISTIC
    }

    /** Makes a policy under the name it was asked for. */
    @FunctionalInterface
    interface Maker {
        PlacementPolicy make(String name);
    }

    /** Reads a baseline's own options, at once, so that errors show before anything runs. */
    @FunctionalInterface
    interface Reader {
        Maker read(PolicySpecification options, Supplier<Candidates> candidates);
    }

    private final String id;
    private final Category category;
    private final String description;
    private final Reader reader;

    Baseline(String id, Category category, String description, Reader reader) {
        this.id = id;
        this.category = category;
        this.description = description;
        this.reader = reader;
    }

    private static PlacementPolicy shortestFirst(
            String name, TaskSize size, Supplier<Candidates> candidates) {
        Candidates choice = candidates.get();
        return new RulePolicy(name, new ShortestFirst(size, choice), new BestFit(choice));
    }

    /** Name on the command line. */
    String id() {
        return id;
    }

    Category category() {
        return category;
    }

    String description() {
        return description;
    }

    Maker read(PolicySpecification options, Supplier<Candidates> candidates) {
        return reader.read(options, candidates);
    }
}
