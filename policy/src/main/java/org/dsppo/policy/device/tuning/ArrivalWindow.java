package org.dsppo.policy.device.tuning;

import java.util.ArrayList;
import java.util.List;

/**
 * Arrivals since the rate last changed: a window that grows while one rate, or one that rises or
 * falls steadily, explains all of it, and is cut where two rates explain it better.
 *
 * <p>After each step every split of the window is put to a generalised likelihood ratio test for
 * Poisson counts: with n₁ arrivals at a rate of r₁ before it, n₂ at r₂ after it and r over all,
 * <code>2 (n₁ ln(r₁/r) + n₂ ln(r₂/r))</code> is the square of a standard deviate if nothing has
 * changed (Wilks 1938). Beyond the threshold, what is before the likeliest split is forgotten.
 * Window and test as in ADWIN (Bifet and Gavaldà 2007), which also keeps the past in parts that
 * double in length, so that memory and work grow with the logarithm of the window.
 *
 * <p>A slow drift would be cut into levels that lag behind it. So a line is fitted by least squares
 * once the window is long enough to tell one; where its slope is significant, a split counts only
 * for what it explains beyond the line, and the present rate is that at the end of the line.
 */
final class ArrivalWindow {
    /** So many parts of a length are kept before two become one. */
    private static final int PARTS_OF_A_LENGTH = 4;

    /** A single step is judged by the test for jumps. */
    private static final int FEWEST_STEPS_AFTER = 2;

    /** A line is not followed below this part of the mean rate. */
    private static final double LEAST_OF_MEAN = .1;

    /** The variance at the end of a fitted line is this many times that of a mean. */
    private static final double VARIANCE_AT_END = 4;

    private record Part(double arrivals, double seconds, int steps) {
        Part with(Part later) {
            return new Part(
                    arrivals + later.arrivals, seconds + later.seconds, steps + later.steps);
        }
    }

    private final ForecastSettings settings;
    private final List<Part> parts = new ArrayList<>();
    private boolean beginsExpected;
    private double arrivals;
    private double seconds;
    private double slope;
    private double explainedByLine;

    ArrivalWindow(ForecastSettings settings) {
        this.settings = settings;
    }

    /** Starts anew with a rate that is expected, as if it had been watched for so long. */
    void expect(double rate, double expectedSeconds) {
        int steps = (int) Math.max(expectedSeconds, 1);
        parts.clear();
        parts.add(new Part(rate * expectedSeconds, expectedSeconds, steps));
        beginsExpected = true;
        fit();
    }

    /** True while nothing has come that an expectation could be compared with. */
    boolean isExpectation() {
        return beginsExpected && parts.size() == 1;
    }

    /** Starts anew with this step. */
    void restart(double stepArrivals, double stepSeconds) {
        parts.clear();
        beginsExpected = false;
        append(new Part(stepArrivals, stepSeconds, 1));
        fit();
    }

    /**
     * Takes in a step and forgets what is no longer of the present rate.
     *
     * @param evidenceForChange twice the log likelihood ratio beyond which the rate has changed
     * @return true if steps were forgotten: the rate has changed, and not only what was expected
     */
    boolean add(double stepArrivals, double stepSeconds, double evidenceForChange) {
        append(new Part(stepArrivals, stepSeconds, 1));
        fit();
        int cut = likeliestChange(evidenceForChange);
        boolean changed = false;
        while (cut > 0) {
            changed |= cut > 1 || !beginsExpected;
            beginsExpected = false;
            parts.subList(0, cut).clear();
            fit();
            cut = likeliestChange(evidenceForChange);
        }
        return changed;
    }

    /** True before the first step. */
    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Length, in s. */
    double seconds() {
        return seconds;
    }

    /** True while the rate rises or falls steadily. */
    boolean drifts() {
        return slope != 0;
    }

    /** Rate at the end, in tasks/s; 0 before the first step. */
    double rate() {
        return isEmpty() ? 0 : Math.max(mean() + slope * seconds / 2, LEAST_OF_MEAN * mean());
    }

    /** Standard error of the rate, in tasks/s. */
    double standardError() {
        return isEmpty() ? 0 : Math.sqrt((drifts() ? VARIANCE_AT_END : 1) * mean() / seconds);
    }

    /** Arrivals, seconds and steps of every part, oldest first. */
    double[] memory() {
        double[] memory = new double[3 * parts.size()];
        int at = 0;
        for (Part part : parts) {
            memory[at++] = part.arrivals();
            memory[at++] = part.seconds();
            memory[at++] = part.steps();
        }
        return memory;
    }

    /** Takes up the memory of another window, which begins at an index. */
    void remember(double[] memory, int from) {
        parts.clear();
        beginsExpected = false;
        for (int at = from; at + 2 < memory.length; at += 3) {
            parts.add(new Part(memory[at], memory[at + 1], (int) memory[at + 2]));
        }
        fit();
    }

    private double mean() {
        return arrivals / seconds;
    }

    /** Whenever a length has too many parts, its two oldest become one of the double length. */
    private void append(Part part) {
        parts.add(part);
        int end = parts.size();
        while (end > 0) {
            int steps = parts.get(end - 1).steps();
            int begin = end;
            while (begin > 0 && parts.get(begin - 1).steps() == steps) {
                begin--;
            }
            if (end - begin <= PARTS_OF_A_LENGTH) {
                return;
            }
            parts.set(begin, parts.get(begin).with(parts.remove(begin + 1)));
            end = begin + 1;
        }
    }

    private void fit() {
        arrivals = 0;
        seconds = 0;
        for (Part part : parts) {
            arrivals += part.arrivals();
            seconds += part.seconds();
        }
        slope = 0;
        explainedByLine = 0;
        if (seconds >= settings.trendSeconds() && arrivals > 0) {
            fitLine();
        }
    }

    /**
     * Weighted by length; a rate has a variance of its mean over the length. What is expected is a
     * constant rate, so it counts by its whole length and not as if it were all in its middle.
     */
    private void fitLine() {
        double begin = -seconds / 2;
        double squares = beginsExpected ? Math.pow(parts.get(0).seconds(), 3) / 12 : 0;
        double products = 0;
        for (Part part : parts) {
            double middle = begin + part.seconds() / 2;
            squares += part.seconds() * middle * middle;
            products += middle * (part.arrivals() - part.seconds() * mean());
            begin += part.seconds();
        }
        double explained = squares > 0 ? products * products / squares / mean() : 0;
        if (explained > square(settings.trendDeviations())) {
            slope = products / squares;
            explainedByLine = explained;
        }
    }

    /** First part after the split that the counts speak for most, 0 if for none enough. */
    private int likeliestChange(double evidenceForChange) {
        int likeliest = 0;
        double most = evidenceForChange;
        double arrivalsBefore = 0;
        double secondsBefore = 0;
        int stepsAfter = parts.stream().mapToInt(Part::steps).sum();
        for (int at = 0; at < parts.size() - 1; at++) {
            arrivalsBefore += parts.get(at).arrivals();
            secondsBefore += parts.get(at).seconds();
            stepsAfter -= parts.get(at).steps();
            double explained =
                    evidence(arrivalsBefore, secondsBefore)
                            + evidence(arrivals - arrivalsBefore, seconds - secondsBefore)
                            - explainedByLine;
            if (stepsAfter >= FEWEST_STEPS_AFTER && explained > most) {
                most = explained;
                likeliest = at + 1;
            }
        }
        return likeliest;
    }

    /** Twice the log likelihood of a part at its own rate less that at the mean of the window. */
    private double evidence(double partArrivals, double partSeconds) {
        return partArrivals <= 0
                ? 0
                : 2 * partArrivals * Math.log(partArrivals / partSeconds / mean());
    }

    private static double square(double x) {
        return x * x;
    }
}
