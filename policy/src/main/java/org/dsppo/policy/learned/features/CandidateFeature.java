package org.dsppo.policy.learned.features;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Features of a candidate: a waiting task, one of its options, and the node it would get. The
 * ordinal is the position in a row of {@link CandidateSet#rows()}. Logarithms are natural, and of
 * ratios unless said otherwise; those that could grow without bounds are clipped to −5 … 5.
 */
public enum CandidateFeature {

    /** Logarithm of the run time here over the task's shortest. */
    SLOWDOWN,
    /** By how much the slowdown exceeds that of 1.7 times the shortest. */
    SLOWDOWN_OVER_1_7("slowdown-over-1.7"),
    /** By how much the slowdown exceeds that of twice the shortest. */
    SLOWDOWN_OVER_2,
    /** By how much the slowdown exceeds that of four times the shortest. */
    SLOWDOWN_OVER_4,
    /** 1 if no option of the class is faster. */
    FASTEST,
    /** Time in which faster options could drain the class's queue, where longer than this run. */
    DRAIN_LONGER,
    /** The same where shorter. */
    DRAIN_SHORTER,
    /** That time, the faster options counted as far as the linear program gives them the class. */
    DRAIN_BY_FLOW,
    /** Work that waits for the pool over the run time. */
    BACKLOG_OF_POOL,
    /** Time until the end if the task waited for a faster option instead, over the run time. */
    GAIN_OVER_WAITING,
    /** Logarithm of 1 + age of the task over the class's mean run time here. */
    AGE_BY_RUNTIME,
    /** Logarithm of 1 + age of the task over the mix's mean run time. */
    AGE,
    /** Largest part of a node's capacity that the option takes, of all its kinds. */
    DOMINANT_SHARE,
    /** How full the pool is in the kind, of those the option takes, that is fullest. */
    SCARCEST_USED,
    /** Part of the node's capacity that stays free in the kind where least does. */
    LEAST_LEFT,
    /** How many places of other classes go, weighed by what the linear program sends there. */
    DISPLACEMENT,
    /** Run time over the mix's mean. */
    RUNTIME,
    /** Worth of what the run takes, over the mean of the backlog. */
    PRICE,
    /** Worth of what the run takes, over that of the class's cheapest option. */
    REDUCED_PRICE,
    /** Worth of the class's cheapest option, over the mean of the backlog. */
    CLASS_PRICE,
    /** Part of all waiting tasks that are of this class. */
    QUEUE_SHARE,
    /** Logarithm of 1 + waiting tasks of the class. */
    QUEUE_LENGTH,
    /** Logarithm of 1 + tasks that the pool still has place for with this option. */
    SLOTS_FREE,
    /** Those places over all that the pool would have empty. */
    SLOTS_FREE_SHARE,
    /** Part of the class that the linear program sends to this option. */
    FLOW_SHARE,
    /** 1 if the greedy rule would place this. */
    GREEDY_WOULD,
    /** 1 if the task's class has the oldest head. */
    OLDEST_HEAD,
    /** 1 if no candidate has a shorter run time. */
    SHORTEST,
    /** 1 if Tetris would place this, run time weighing twice. */
    TETRIS_2_WOULD,
    /** 1 if Tetris would place this, run time weighing eight times. */
    TETRIS_8_WOULD,
    /** 1 if greedy would place the task and the pool is the least used of those it could get. */
    LEAST_LOADED_WOULD,
    /** 1 if greedy would place the task and the pool is the first of those it could get. */
    FIRST_NODE_WOULD,
    /** 1 if no candidate has less run time times dominant share. */
    LEAST_AREA,
    /** 1 if waiting for a faster option would not end sooner. */
    COMPLETES_EARLIEST,
    /** 1 if this is the class's shortest task, where it is not the head. */
    SHORTEST_OF_CLASS,
    /** Time until the end on a faster option once what runs there ends, over the run time. */
    GAIN_OVER_NEXT_FREE,
    /** 1 if that is no sooner. */
    NEXT_FREE_LATER,
    /** How full the pool of the class's fastest option is. */
    FASTEST_USED,
    /** Part of the arriving work that is of this class. */
    CLASS_LOAD,
    /** The task's shortest run time over the mix's mean. */
    CLASS_RUNTIME,
    /** 1 if shortest job first would place this. */
    SJF_WOULD,
    /** The same among options at most 1.7 times slower than the shortest. */
    SJF_CAPPED_WOULD,
    /** 1 if greedy would, among options at most twice slower than the shortest. */
    GREEDY_CAPPED_WOULD,
    /** Earning that the node loses with what the option takes. */
    FILL_LOSS,
    /** What the option earns beyond that loss. */
    FILL_GAIN,
    /** The loss over the earning, as far as it is more. */
    FILL_REGRET,
    /** 1 if greedy with a cap would place the task and the node is the one it fills most. */
    MOST_ALLOCATED_WOULD,
    /** Logarithm of the largest part of another class's places anywhere that is lost. */
    RAREST_PLACE,
    /** The same less the least among the task's candidates. */
    RAREST_OVER_CLASS,
    /** Logarithm of 1 + delay of a head that fits nowhere, over the mix's mean run time. */
    DELAYS_BLOCKED,
    /** {@link #SLOWDOWN} times the load, at most 1. */
    SLOWDOWN_LOADED,
    /** {@link #PRICE} times the load, at most 1. */
    PRICE_LOADED,
    /** {@link #REDUCED_PRICE} times the load, at most 1. */
    REDUCED_PRICE_LOADED,
    /** {@link #FLOW_SHARE} times the load, at most 1. */
    FLOW_SHARE_LOADED,
    /** {@link #RAREST_OVER_CLASS} times {@link #RUNTIME}, where that is long. */
    RAREST_OVER_CLASS_LONG,
    /** Always 1. */
    ONE;

    /** How many there are: floats of a row. */
    public static final int WIDTH = values().length;

    /** Those that are 0 or 1: no normaliser changes them. */
    public static final Set<CandidateFeature> MARKS =
            EnumSet.of(
                    FASTEST,
                    GREEDY_WOULD,
                    OLDEST_HEAD,
                    SHORTEST,
                    TETRIS_2_WOULD,
                    TETRIS_8_WOULD,
                    LEAST_LOADED_WOULD,
                    FIRST_NODE_WOULD,
                    LEAST_AREA,
                    COMPLETES_EARLIEST,
                    SHORTEST_OF_CLASS,
                    NEXT_FREE_LATER,
                    SJF_WOULD,
                    SJF_CAPPED_WOULD,
                    GREEDY_CAPPED_WOULD,
                    MOST_ALLOCATED_WOULD,
                    ONE);

    private final String label;

    CandidateFeature() {
        this.label = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    CandidateFeature(String label) {
        this.label = label;
    }

    /**
     * The feature that a training plan names.
     *
     * @throws IllegalArgumentException naming all there are, if there is no such feature
     */
    public static CandidateFeature named(String label) {
        return Arrays.stream(values())
                .filter(each -> each.label.equals(label))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "candidate feature is %s, expected one of %s"
                                                .formatted(label, Arrays.toString(values()))));
    }

    /** As training plans name it, such as {@code greedy-would}. */
    @Override
    public String toString() {
        return label;
    }
}
