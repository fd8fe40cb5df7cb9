package org.dsppo.operators.batching;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.dsppo.operators.state.BatchingState;
import org.dsppo.policy.device.batchqueue.QueueTally;
import org.dsppo.policy.device.tuning.ClassObservation;
import org.dsppo.policy.device.tuning.DeviceConfiguration;
import org.dsppo.policy.device.tuning.DeviceModel;
import org.dsppo.policy.device.tuning.DeviceTuner;
import org.dsppo.policy.device.tuning.TunedDevice;
import org.dsppo.policy.device.tuning.TuningObservation;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.task.TaskEvent;

/**
 * Tunes one node: counts what its executor reports by class, and once a step sets shares and batch
 * bounds.
 *
 * <p>Time is what the executor's events say, so that a pause on the way to this operator looks like
 * no pause in the arrivals; processing time only tells when to look.
 *
 * <p>STARTED counts as the arrival at the node, FINISHED and FAILED as the end; the mean delay is
 * the tasks on the node integrated over time per arrival, so no task needs to be remembered.
 */
final class BatchingLogic {
    private static final double MILLIS = 1000;

    /** Change of an expected delay, as a part of what it was, that is worth telling. */
    private static final double DELAY_TOLERANCE = .1;

    private final BatchingOptions options;
    private final DeviceModel model;
    private final BatchingNode node;
    private final Map<String, Integer> classes = new HashMap<>();

    /**
     * @param node the node that is being handled
     */
    BatchingLogic(BatchingOptions options, BatchingNode node) {
        this.options = options;
        this.model = new DeviceModel(options.device());
        this.node = node;
        for (int at = 0; at < options.device().size(); at++) {
            classes.put(options.device().tunedClass(at).name(), at);
        }
    }

    /**
     * An executor reported.
     *
     * @return false if the event is of no class that is tuned
     */
    boolean reported(TaskEvent event, long nowMillis) {
        Integer found = classes.get(event.strategy());
        if (found == null) {
            return false;
        }
        int at = found;
        BatchingState before = node.get();
        BatchingState state = before == null ? begin(event.atMillis(), nowMillis) : before;
        switch (event.kind()) {
            case STARTED -> {
                state.arrivals()[at]++;
                moved(state, at, 1, event.atMillis());
            }
            case FINISHED -> moved(state, at, -1, event.atMillis());
            case FAILED -> {
                state.lost()[at]++;
                moved(state, at, -1, event.atMillis());
            }
        }
        node.put(touched(state, event.atMillis(), nowMillis));
        return true;
    }

    /**
     * A task came or went. Over a step the tasks present integrate to (present at its end) × its
     * length less each coming and plus each going times how far into the step it was, in whatever
     * order these are reported.
     */
    private static void moved(BatchingState state, int at, int change, long atMillis) {
        if (state.present()[at] + change >= 0) {
            state.present()[at] += change;
            state.presentMillis()[at] -= (double) change * (atMillis - state.stepStartMillis());
        }
    }

    /** A step is over. */
    void timerFired(String name, long nowMillis) {
        BatchingState state = node.get();
        if (state == null) {
            return;
        }
        if (nowMillis - state.touchedMillis() >= options.forgetMillis()) {
            node.clear();
            return;
        }
        node.registerTimer(nowMillis + options.stepMillis());
        if (state.changedMillis() - state.stepStartMillis() < options.stepMillis() / 2) {
            return;
        }
        TunedDevice device = options.device();
        DeviceConfiguration present =
                DeviceConfiguration.of(device, state.percents(), state.batches());
        DeviceTuner tuner = new DeviceTuner(model, options.tuner());
        boolean first = node.memory() == null;
        if (!first) {
            tuner.remember(node.memory());
        }
        TuningObservation observation = observation(state, present);
        DeviceConfiguration next = tuner.decide(observation);
        // Nobody knows what an executor starts from, nor who has begun to listen.
        boolean all = first || nowMillis - state.writtenAtMillis() >= options.repeatMillis();
        double[] written = new double[device.size()];
        for (int at = 0; at < device.size(); at++) {
            Double expected = expectedMillis(tuner, at, next);
            written[at] = expected == null ? Double.NaN : expected;
            if (all
                    || next.percent(at) != present.percent(at)
                    || next.batchMax(at) != present.batchMax(at)
                    || isNews(state.writtenMillis(), at, written[at])) {
                emit(name, at, next, expected, tuner, observation, state.changedMillis());
            } else {
                written[at] = state.writtenMillis()[at];
            }
        }
        node.put(nextStep(state, next, written, all ? nowMillis : state.writtenAtMillis()));
        node.remember(tuner.memory());
    }

    private static Double expectedMillis(DeviceTuner tuner, int at, DeviceConfiguration next) {
        OptionalDouble seconds = tuner.expectedDelaySeconds(at, next);
        return seconds.isPresent() ? MILLIS * seconds.getAsDouble() : null;
    }

    private static boolean isNews(double[] written, int at, double expected) {
        if (written == null || Double.isNaN(written[at]) || Double.isNaN(expected)) {
            return written == null || Double.isNaN(written[at]) != Double.isNaN(expected);
        }
        return Math.abs(expected - written[at]) > DELAY_TOLERANCE * written[at];
    }

    private void emit(
            String name,
            int at,
            DeviceConfiguration next,
            Double expectedMillis,
            DeviceTuner tuner,
            TuningObservation observation,
            long atMillis) {
        int slash = name.indexOf('/');
        double measured = observation.classes().get(at).tally().meanDelaySeconds();
        String reason =
                String.format(
                        Locale.ROOT,
                        "%.0f tasks/s, mean delay %.1f ms, %.1f %% lost",
                        tuner.arrivalsPerSecond(at),
                        MILLIS * measured,
                        100 * observation.classes().get(at).tally().lossShare());
        node.emit(
                new Allocation(
                        slash < 0 ? null : name.substring(0, slash),
                        name.substring(slash + 1),
                        options.device().tunedClass(at).name(),
                        next.percent(at),
                        1,
                        next.batchMax(at),
                        expectedMillis,
                        reason,
                        atMillis));
    }

    private BatchingState begin(long eventMillis, long nowMillis) {
        int size = options.device().size();
        DeviceConfiguration initial = DeviceTuner.initial(model, options.tuner().quantum());
        int[] percents = new int[size];
        int[] batches = new int[size];
        for (int at = 0; at < size; at++) {
            percents[at] = initial.percent(at);
            batches[at] = initial.batchMax(at);
        }
        node.registerTimer(nowMillis + options.stepMillis());
        return new BatchingState(
                eventMillis,
                nowMillis,
                eventMillis,
                new long[size],
                new long[size],
                new long[size],
                new double[size],
                percents,
                batches,
                null,
                0);
    }

    private static BatchingState touched(BatchingState state, long eventMillis, long nowMillis) {
        return new BatchingState(
                state.stepStartMillis(),
                nowMillis,
                Math.max(eventMillis, state.changedMillis()),
                state.arrivals(),
                state.lost(),
                state.present(),
                state.presentMillis(),
                state.percents(),
                state.batches(),
                state.writtenMillis(),
                state.writtenAtMillis());
    }

    private BatchingState nextStep(
            BatchingState state, DeviceConfiguration next, double[] written, long writtenAtMillis) {
        int size = options.device().size();
        int[] percents = new int[size];
        int[] batches = new int[size];
        for (int at = 0; at < size; at++) {
            percents[at] = next.percent(at);
            batches[at] = next.batchMax(at);
        }
        return new BatchingState(
                state.changedMillis(),
                state.touchedMillis(),
                state.changedMillis(),
                new long[size],
                new long[size],
                state.present(),
                new double[size],
                percents,
                batches,
                written,
                writtenAtMillis);
    }

    private TuningObservation observation(BatchingState state, DeviceConfiguration present) {
        double seconds = (state.changedMillis() - state.stepStartMillis()) / MILLIS;
        List<ClassObservation> seen = new ArrayList<>();
        for (int at = 0; at < state.arrivals().length; at++) {
            double presentSeconds =
                    state.present()[at] * seconds + state.presentMillis()[at] / MILLIS;
            QueueTally tally =
                    new QueueTally(
                            seconds,
                            Math.max(presentSeconds, 0),
                            0,
                            0,
                            state.arrivals()[at],
                            state.lost()[at],
                            0,
                            0);
            long waiting = Math.max(state.present()[at] - present.batchMax(at), 0);
            seen.add(new ClassObservation(tally, (int) waiting));
        }
        return new TuningObservation(state.changedMillis() / MILLIS, present, seen);
    }
}
