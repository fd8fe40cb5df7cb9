package org.dsppo.policy.device.tuning;

import java.util.ArrayList;
import java.util.List;

/**
 * What the arrival rate of one class may be in the next step, learned from the steps so far.
 *
 * <p>The present rate is that of an {@link ArrivalWindow}, which begins where the rate last
 * changed: by a jump, a step whose count Poisson chance does not explain, or more slowly. Whether
 * another jump is about to come, and where to, is read from the past: each earlier step whose rate
 * was like the present one is a case of what can follow, and those in which a jump did follow keep
 * their weight. So a load that alternates between levels is expected to alternate, and a steady one
 * is not.
 *
 * <p>Where a nominal rate is known, the window begins with it as if it had been watched for a
 * while. What comes is then put to the same test as any change: as long as it agrees, the rate is
 * known better than from the first steps alone; as soon as it does not, the nominal rate is
 * forgotten.
 */
final class RateForecast {

    /** A rate that may come, in tasks/s, with its probability. */
    record Outcome(double rate, double probability) {}

    /** An error is not taken to bring a rate below this part of it. */
    private static final double LEAST_OF_RATE = .1;

    /** Numbers of a memory before the first calm step. */
    private static final int HEAD = 6;

    private record RateJump(double rate, double next) {}

    private final ForecastSettings settings;
    private final List<RateJump> jumps = new ArrayList<>();
    private final List<Double> calm = new ArrayList<>();
    private final ArrivalWindow window;
    private double changes;
    private double watched;
    private double sum;
    private double seconds;

    /**
     * @param nominalRate in tasks/s, 0 if none is known
     */
    RateForecast(ForecastSettings settings, double nominalRate) {
        this.settings = settings;
        this.window = new ArrivalWindow(settings);
        if (nominalRate > 0 && settings.nominalSeconds() > 0) {
            window.expect(nominalRate, settings.nominalSeconds());
        }
    }

    /** Takes in the arrivals of a step. */
    void observe(long arrivals, double stepSeconds) {
        if (stepSeconds <= 0) {
            return;
        }
        double rate = arrivals / stepSeconds;
        sum += arrivals;
        seconds += stepSeconds;
        double kept = Math.exp(-stepSeconds / settings.historySteps());
        changes *= kept;
        watched = kept * watched + stepSeconds;
        if (window.isEmpty()) {
            window.restart(arrivals, stepSeconds);
            return;
        }
        double level = window.rate();
        if (isJump(level, rate, stepSeconds)) {
            if (!window.isExpectation()) {
                jumps.add(new RateJump(level, rate));
                changes++;
            }
            window.restart(arrivals, stepSeconds);
        } else {
            calm.add(level);
            changes += window.add(arrivals, stepSeconds, evidenceForChange(stepSeconds)) ? 1 : 0;
        }
        forgetOld();
    }

    private void forgetOld() {
        if (calm.size() > settings.historySteps()) {
            calm.remove(0);
        }
        if (jumps.size() > settings.historySteps() / 4) {
            jumps.remove(0);
        }
    }

    /** The rate now, in tasks/s; before the first step the nominal one or 0. */
    double level() {
        return window.rate();
    }

    /**
     * For how long the rate has not changed, in s, with what a nominal rate counts; 0 while it
     * rises or falls steadily.
     */
    double stableSeconds() {
        return window.drifts() ? 0 : window.seconds();
    }

    /** Changes of the rate that were seen, the older the less they count. */
    double changes() {
        return changes;
    }

    /** Time in which they were seen, in s; the longer ago the less it counts. */
    double watchedSeconds() {
        return watched;
    }

    /** Mean rate of all steps so far, in tasks/s. */
    double longRun() {
        return seconds > 0 ? sum / seconds : 0;
    }

    /** The present rate first, then rates it may jump to; probabilities sum to 1. */
    List<Outcome> outcomes() {
        double cases = settings.priorCalmSteps() + 1;
        for (double each : calm) {
            cases += isAlike(each) ? 1 : 0;
        }
        List<RateJump> like = new ArrayList<>();
        for (RateJump jump : jumps) {
            if (isAlike(jump.rate())) {
                like.add(jump);
            }
        }
        cases += like.size();
        double known = 1 - settings.surgeProbability();
        List<Outcome> outcomes = new ArrayList<>();
        outcomes.add(new Outcome(level(), known * (1 - like.size() / cases)));
        for (RateJump jump : like) {
            outcomes.add(new Outcome(jump.next(), known / cases));
        }
        if (settings.surgeProbability() > 0) {
            double surge = settings.surgeFactor() * level();
            outcomes.add(new Outcome(surge, settings.surgeProbability()));
        }
        return merged(outcomes);
    }

    /**
     * The same with the error of the present rate: three points that have its mean, variance and
     * third and fourth moment if it is normal (Gauss-Hermite).
     */
    List<Outcome> outcomesWithError() {
        List<Outcome> outcomes = new ArrayList<>(outcomes());
        Outcome present = outcomes.remove(0);
        double apart = Math.sqrt(3) * window.standardError();
        double probability = present.probability() / 6;
        double least = LEAST_OF_RATE * present.rate();
        outcomes.add(0, new Outcome(Math.max(present.rate() - apart, least), probability));
        outcomes.add(0, new Outcome(present.rate() + apart, probability));
        outcomes.add(0, new Outcome(present.rate(), 4 * probability));
        return outcomes;
    }

    /** Outcomes that are alike become one at their mean, which spares solving many queues. */
    private List<Outcome> merged(List<Outcome> outcomes) {
        List<Outcome> merged = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            int like = -1;
            for (int at = 1; at < merged.size(); at++) {
                double ratio = merged.get(at).rate() / Math.max(outcome.rate(), 1e-9);
                if (Math.abs(Math.log(Math.max(ratio, 1e-9))) < settings.likeness() / 2) {
                    like = at;
                }
            }
            if (like < 0) {
                merged.add(outcome);
            } else {
                Outcome other = merged.get(like);
                double probability = other.probability() + outcome.probability();
                merged.set(
                        like,
                        new Outcome(
                                (other.rate() * other.probability()
                                                + outcome.rate() * outcome.probability())
                                        / probability,
                                probability));
            }
        }
        return merged;
    }

    private boolean isAlike(double rate) {
        return Math.abs(Math.log((rate + 1) / (level() + 1))) < settings.likeness();
    }

    /**
     * Twice the log likelihood ratio that it takes to believe in a change. What speaks for it must
     * outweigh the odds against one in a step, which grow with the time per change seen: else, with
     * as many steps as there are, a steady rate would seem to change now and then.
     */
    private double evidenceForChange(double stepSeconds) {
        double stepsPerChange = expectedStableSeconds() / stepSeconds;
        return square(settings.changeDeviations()) + 2 * Math.log(Math.max(stepsPerChange, 1));
    }

    /** Changes are a Poisson process with a gamma prior of one change in the prior time. */
    private double expectedStableSeconds() {
        return (settings.priorStableSeconds() + watched) / (1 + changes);
    }

    /** Square roots of Poisson counts scatter by 1/2 whatever their mean. */
    private boolean isJump(double from, double to, double stepSeconds) {
        double apart = Math.abs(Math.sqrt(from * stepSeconds) - Math.sqrt(to * stepSeconds));
        return 2 * square(apart) > evidenceForChange(stepSeconds);
    }

    private static double square(double x) {
        return x * x;
    }

    /**
     * All that was learned, as numbers for a checkpoint: present rate and length of the window,
     * sums, the numbers of calm steps and jumps and these, how often the rate changed, and the
     * window.
     */
    double[] memory() {
        double[] parts = window.memory();
        double[] memory = new double[HEAD + calm.size() + 2 * jumps.size() + 2 + parts.length];
        memory[0] = level();
        memory[1] = window.seconds();
        memory[2] = sum;
        memory[3] = seconds;
        memory[4] = calm.size();
        memory[5] = jumps.size();
        int at = HEAD;
        for (double each : calm) {
            memory[at++] = each;
        }
        for (RateJump jump : jumps) {
            memory[at++] = jump.rate();
            memory[at++] = jump.next();
        }
        memory[at++] = changes;
        memory[at++] = watched;
        System.arraycopy(parts, 0, memory, at, parts.length);
        return memory;
    }

    /** Takes up what another instance learned; one of before there were windows ends with jumps. */
    void remember(double[] memory) {
        sum = memory[2];
        seconds = memory[3];
        int at = HEAD;
        for (int count = (int) memory[4]; count > 0; count--) {
            calm.add(memory[at++]);
        }
        for (int count = (int) memory[5]; count > 0; count--) {
            jumps.add(new RateJump(memory[at], memory[at + 1]));
            at += 2;
        }
        if (at < memory.length) {
            changes = memory[at];
            watched = memory[at + 1];
            window.remember(memory, at + 2);
        } else if (memory[1] > 0) {
            window.restart(memory[0] * memory[1], memory[1]);
        }
    }
}
