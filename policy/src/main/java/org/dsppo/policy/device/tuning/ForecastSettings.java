package org.dsppo.policy.device.tuning;

/**
 * How {@link ForecastController} learns rates and weighs changes.
 *
 * @param changeDeviations standard deviations beyond which two rates differ not by chance if a
 *     change was as likely as none
 * @param trendDeviations standard deviations beyond which a rate rises or falls not by chance
 * @param trendSeconds how long a rate must have been watched to tell a trend
 * @param likeness log ratio within which two rates count as the same level
 * @param priorCalmSteps calm steps that are taken for granted at every level
 * @param historySteps how many steps are remembered
 * @param backlogPerSecond part of a queue that is to be worked off within a second, where changes
 *     cost no pause
 * @param surgeProbability probability per step of a surge that nothing seen so far announces
 * @param surgeFactor how much such a surge multiplies the present rate
 * @param leastHorizonSeconds how long a change is expected to be of use, at least
 * @param horizonGrowth how much longer than rates have been stable they are expected to stay so, at
 *     most
 * @param priorStableSeconds how long rates are expected to stay stable before any change was seen
 * @param nominalSeconds a nominal rate counts as if it had been watched for so long
 */
public record ForecastSettings(
        double changeDeviations,
        double trendDeviations,
        double trendSeconds,
        double likeness,
        double priorCalmSteps,
        int historySteps,
        double backlogPerSecond,
        double surgeProbability,
        double surgeFactor,
        double leastHorizonSeconds,
        double horizonGrowth,
        double priorStableSeconds,
        double nominalSeconds) {

    /** Found on training seeds. */
    public static final ForecastSettings DEFAULT =
            new Builder()
                    .changeDeviations(3)
                    .trendDeviations(3)
                    .trendSeconds(20)
                    .likeness(.5)
                    .priorCalmSteps(5)
                    .historySteps(400)
                    .backlogPerSecond(.5)
                    .surgeProbability(.003)
                    .surgeFactor(4)
                    .leastHorizonSeconds(30)
                    .horizonGrowth(20)
                    .priorStableSeconds(300)
                    .nominalSeconds(30)
                    .build();

    /** For one that differs in some components. */
    public Builder toBuilder() {
        return new Builder()
                .changeDeviations(changeDeviations)
                .trendDeviations(trendDeviations)
                .trendSeconds(trendSeconds)
                .likeness(likeness)
                .priorCalmSteps(priorCalmSteps)
                .historySteps(historySteps)
                .backlogPerSecond(backlogPerSecond)
                .surgeProbability(surgeProbability)
                .surgeFactor(surgeFactor)
                .leastHorizonSeconds(leastHorizonSeconds)
                .horizonGrowth(horizonGrowth)
                .priorStableSeconds(priorStableSeconds)
                .nominalSeconds(nominalSeconds);
    }

    /** Sets the components one by one, each by its name. */
    public static final class Builder {
        private double changeDeviations;
        private double trendDeviations;
        private double trendSeconds;
        private double likeness;
        private double priorCalmSteps;
        private int historySteps;
        private double backlogPerSecond;
        private double surgeProbability;
        private double surgeFactor;
        private double leastHorizonSeconds;
        private double horizonGrowth;
        private double priorStableSeconds;
        private double nominalSeconds;

        private Builder() {}

        public Builder changeDeviations(double value) {
            this.changeDeviations = value;
            return this;
        }

        public Builder trendDeviations(double value) {
            this.trendDeviations = value;
            return this;
        }

        public Builder trendSeconds(double value) {
            this.trendSeconds = value;
            return this;
        }

        public Builder likeness(double value) {
            this.likeness = value;
            return this;
        }

        public Builder priorCalmSteps(double value) {
            this.priorCalmSteps = value;
            return this;
        }

        public Builder historySteps(int value) {
            this.historySteps = value;
            return this;
        }

        public Builder backlogPerSecond(double value) {
            this.backlogPerSecond = value;
            return this;
        }

        public Builder surgeProbability(double value) {
            this.surgeProbability = value;
            return this;
        }

        public Builder surgeFactor(double value) {
            this.surgeFactor = value;
            return this;
        }

        public Builder leastHorizonSeconds(double value) {
            this.leastHorizonSeconds = value;
            return this;
        }

        public Builder horizonGrowth(double value) {
            this.horizonGrowth = value;
            return this;
        }

        public Builder priorStableSeconds(double value) {
            this.priorStableSeconds = value;
            return this;
        }

        public Builder nominalSeconds(double value) {
            this.nominalSeconds = value;
            return this;
        }

        /** What was set. */
        public ForecastSettings build() {
            return new ForecastSettings(
                    changeDeviations,
                    trendDeviations,
                    trendSeconds,
                    likeness,
                    priorCalmSteps,
                    historySteps,
                    backlogPerSecond,
                    surgeProbability,
                    surgeFactor,
                    leastHorizonSeconds,
                    horizonGrowth,
                    priorStableSeconds,
                    nominalSeconds);
        }
    }
}
