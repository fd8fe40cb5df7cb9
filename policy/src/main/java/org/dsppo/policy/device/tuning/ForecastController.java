package org.dsppo.policy.device.tuning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sets the device to what the exact model says is best on average over the rates that may come.
 *
 * <p>Against a jump to the optimum for the present rates it anticipates bursts: a class that tends
 * to burst keeps a reserve even while it is quiet, since the controller is a step late when a burst
 * begins and every task lost in it counts a hundred times. Costs are weighted by long-run rates, as
 * the score does. Where a change of share stops a class for a while, the change must earn what the
 * pause costs within the time it is expected to be of use, the longer the more stable the rates
 * have been.
 */
final class ForecastController implements TuningController {
    /** More than anything else costs. */
    private static final double FORBIDDEN = 1e9;

    private final DeviceModel model;
    private final ForecastSettings settings;
    private final ShareQuantum quantum;
    private final double reconfigurationSeconds;
    private final double[] nominalRates;
    private final RateForecast[] forecasts;

    /**
     * @param setting without nominal rates they are learned
     */
    ForecastController(TuningSetting setting, ForecastSettings settings) {
        this(setting, settings, ShareQuantum.PERCENT);
    }

    ForecastController(TuningSetting setting, ForecastSettings settings, ShareQuantum quantum) {
        this.quantum = quantum;
        this.model = setting.model();
        this.settings = settings;
        this.reconfigurationSeconds = setting.reconfigurationSeconds();
        this.nominalRates = setting.nominalRates().clone();
        this.forecasts = new RateForecast[model.device().size()];
        Arrays.setAll(
                forecasts,
                at -> new RateForecast(settings, nominalRates.length > 0 ? nominalRates[at] : 0));
    }

    @Override
    public DeviceConfiguration decide(TuningObservation observation) {
        learn(observation);
        DeviceConfiguration present = observation.configuration();
        ClassCosts running = expectedCosts(observation);
        if (quantum == ShareQuantum.SEVENTHS) {
            return ofSlices(present, paidCosts(present, running, observation));
        }
        DeviceConfiguration free = model.best(running, present);
        if (reconfigurationSeconds <= 0) {
            return free;
        }
        return withPauses(present, free, running, observation);
    }

    /** Takes in what a step showed, without deciding anything. */
    void learn(TuningObservation observation) {
        for (int at = 0; at < forecasts.length; at++) {
            ClassObservation seen = observation.classes().get(at);
            forecasts[at].observe(seen.tally().arrivals(), seen.tally().seconds());
        }
    }

    RateForecast forecast(int at) {
        return forecasts[at];
    }

    /** The best split into slices, each with its best batches. */
    private DeviceConfiguration ofSlices(DeviceConfiguration present, ClassCosts paid) {
        DeviceConfiguration best = null;
        for (int[] percents : quantum.splits(forecasts.length)) {
            ClassCosts fixed =
                    (at, percent, batch) ->
                            percent == percents[at]
                                    ? paid.cost(at, percent, batch)
                                    : FORBIDDEN + percent;
            DeviceConfiguration candidate =
                    model.bestFrom(
                            fixed,
                            DeviceConfiguration.of(model.device(), percents, present.batches()));
            if (best == null || model.cost(candidate, paid) < model.cost(best, paid)) {
                best = candidate;
            }
        }
        return best;
    }

    /** The best change once pauses are paid, over all sets of classes whose share stays. */
    private DeviceConfiguration withPauses(
            DeviceConfiguration present,
            DeviceConfiguration free,
            ClassCosts running,
            TuningObservation observation) {
        ClassCosts paid = paidCosts(present, running, observation);
        DeviceConfiguration best = model.best(paid, present, free);
        double least = model.cost(best, paid);
        for (int still = 1; still < (1 << forecasts.length) - 1; still++) {
            int kept = still;
            ClassCosts frozen =
                    (at, percent, batch) ->
                            (kept >> at & 1) == 1 && percent != present.percent(at)
                                    ? FORBIDDEN + percent
                                    : running.cost(at, percent, batch);
            DeviceConfiguration candidate = model.bestFrom(frozen, present);
            double cost = model.cost(candidate, paid);
            if (cost < least) {
                least = cost;
                best = candidate;
            }
        }
        return best;
    }

    /** Running costs and, for a class whose share changes, its part of the pause. */
    private ClassCosts paidCosts(
            DeviceConfiguration present, ClassCosts running, TuningObservation observation) {
        double horizon = horizonSeconds();
        double[] pause = new double[forecasts.length];
        for (int at = 0; at < pause.length; at++) {
            pause[at] = pauseCost(at, observation) / horizon;
        }
        return (at, percent, batch) ->
                running.cost(at, percent, batch) + (percent == present.percent(at) ? 0 : pause[at]);
    }

    /**
     * How long a change is expected to be of use: until some rate changes. Changes are taken for a
     * Poisson process with a gamma prior of one change in the prior time, so that this is the time
     * watched per change seen; but rates that have been stable for a short time only are not known
     * well enough to count on so long.
     */
    private double horizonSeconds() {
        double stable = Double.POSITIVE_INFINITY;
        double watched = 0;
        double changes = 0;
        for (RateForecast forecast : forecasts) {
            stable = Math.min(stable, forecast.stableSeconds());
            watched = Math.max(watched, forecast.watchedSeconds());
            changes += forecast.changes();
        }
        double expected = (settings.priorStableSeconds() + watched) / (1 + changes);
        return Math.max(
                settings.leastHorizonSeconds(),
                Math.min(expected, settings.horizonGrowth() * stable));
    }

    private ClassCosts expectedCosts(TuningObservation observation) {
        List<List<RateForecast.Outcome>> outcomes = new ArrayList<>();
        double[] longRun = new double[forecasts.length];
        for (int at = 0; at < forecasts.length; at++) {
            outcomes.add(forecasts[at].outcomesWithError());
            longRun[at] = longRun(at);
        }
        return (at, percent, batch) -> {
            double backlog = backlog(at, observation);
            double cost = 0;
            for (RateForecast.Outcome outcome : outcomes.get(at)) {
                cost +=
                        outcome.probability()
                                * model.perSecond(at, outcome.rate() + backlog, percent, batch);
            }
            return cost / longRun[at] / forecasts.length;
        };
    }

    /** A queue is gone before a share that was bought for it has earned its pause. */
    private double backlog(int at, TuningObservation observation) {
        return reconfigurationSeconds > 0
                ? 0
                : settings.backlogPerSecond() * observation.classes().get(at).waiting();
    }

    /**
     * Cost of a pause in the unit of the running costs times a second: what arrives meanwhile
     * waits, what waits already waits longer, what finds no place is lost.
     */
    private double pauseCost(int at, TuningObservation observation) {
        double rate = forecasts[at].level();
        double standalone = model.device().standaloneSeconds(at);
        double arriving = rate * reconfigurationSeconds;
        double waiting = observation.classes().get(at).waiting();
        double lost = Math.max(waiting + arriving - model.device().waitingPlaces(), 0);
        double delayed =
                (waiting + arriving / 2) * reconfigurationSeconds
                        + arriving * reconfigurationSeconds;
        double cost = delayed / standalone + TuningCost.LOSS_PENALTY * lost;
        return cost / longRun(at) / forecasts.length;
    }

    private double longRun(int at) {
        double rate = nominalRates.length > 0 ? nominalRates[at] : forecasts[at].longRun();
        return Math.max(rate, 1e-3);
    }
}
