package org.dsppo.operators.serving;

import java.io.Serializable;

/**
 * How versions of a policy are served.
 *
 * @param fallbackPolicy heuristic that decides where a policy cannot
 * @param referencePolicy heuristic that the deciding policy's choices are compared with; empty for
 *     none
 * @param budgetMillis a policy that takes longer at one instant leaves the rest to the fallback; 0
 *     for as long as it takes
 * @param candidates how many candidates an assignment names
 * @param canarySplit what a version on trial decides
 * @param windowMillis length of the windows that trials and reports go by
 * @param comparedPerRound about how many tasks are compared at one instant
 * @param rollouts which decisions are written down for training
 */
public record ServingOptions(
        String fallbackPolicy,
        String referencePolicy,
        long budgetMillis,
        int candidates,
        CanarySplit canarySplit,
        long windowMillis,
        int comparedPerRound,
        RolloutOptions rollouts)
        implements Serializable {

    /**
     * @throws IllegalArgumentException naming a value that is out of range
     */
    public ServingOptions {
        require("budgetMillis", budgetMillis, 0);
        require("candidates", candidates, 0);
        require("windowMillis", windowMillis, 1);
        require("comparedPerRound", comparedPerRound, 1);
    }

    private static void require(String name, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "%s is %d, expected at least %d".formatted(name, value, least));
        }
    }

    /** What the job uses unless configured otherwise. */
    public static ServingOptions defaults() {
        return new Builder()
                .fallbackPolicy("greedy")
                .referencePolicy("greedy")
                .budgetMillis(500)
                .candidates(3)
                .canarySplit(CanarySplit.WINDOWS)
                .windowMillis(30_000)
                .comparedPerRound(20)
                .rollouts(RolloutOptions.defaults())
                .build();
    }

    /** For one that differs in some components. */
    public Builder toBuilder() {
        return new Builder()
                .fallbackPolicy(fallbackPolicy)
                .referencePolicy(referencePolicy)
                .budgetMillis(budgetMillis)
                .candidates(candidates)
                .canarySplit(canarySplit)
                .windowMillis(windowMillis)
                .comparedPerRound(comparedPerRound)
                .rollouts(rollouts);
    }

    /** Sets the components one by one, each by its name. */
    public static final class Builder {
        private String fallbackPolicy;
        private String referencePolicy;
        private long budgetMillis;
        private int candidates;
        private CanarySplit canarySplit;
        private long windowMillis;
        private int comparedPerRound;
        private RolloutOptions rollouts;

        private Builder() {}

        public Builder fallbackPolicy(String value) {
            this.fallbackPolicy = value;
            return this;
        }

        public Builder referencePolicy(String value) {
            this.referencePolicy = value;
            return this;
        }

        public Builder budgetMillis(long value) {
            this.budgetMillis = value;
            return this;
        }

        public Builder candidates(int value) {
            this.candidates = value;
            return this;
        }

        public Builder canarySplit(CanarySplit value) {
            this.canarySplit = value;
            return this;
        }

        public Builder windowMillis(long value) {
            this.windowMillis = value;
            return this;
        }

        public Builder comparedPerRound(int value) {
            this.comparedPerRound = value;
            return this;
        }

        public Builder rollouts(RolloutOptions value) {
            this.rollouts = value;
            return this;
        }

        /** What was set. */
        public ServingOptions build() {
            return new ServingOptions(
                    fallbackPolicy,
                    referencePolicy,
                    budgetMillis,
                    candidates,
                    canarySplit,
                    windowMillis,
                    comparedPerRound,
                    rollouts);
        }
    }
}
