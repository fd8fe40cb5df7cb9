package org.dsppo.policy.device.tuning;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.device.batchqueue.BatchServer;
import org.dsppo.policy.device.batchqueue.QueueTally;

/**
 * The control problem: a device under a scenario for a warm-up and 300 steps of a second, queues
 * carried over from step to step.
 *
 * <p>Arrivals depend on scenario and seed alone, so that controllers are compared on the same
 * tasks.
 */
public final class TuningEpisode {
    public static final int STEPS = 300;
    public static final double STEP_SECONDS = 1;
    static final double WARM_UP_SECONDS = 5;

    private final TunedDevice device;
    private final Scenario scenario;
    private final double reconfigurationSeconds;
    private final ArrivalRates rates;
    private final BatchServer[] servers;
    private final QueueTally[] totals;

    private DeviceConfiguration configuration;
    private TuningObservation observation;
    private int step;
    private double shareSum;
    private int changes;

    /**
     * @param reconfigurationSeconds for how long a class whose share changed starts no batch
     */
    public TuningEpisode(
            TunedDevice device, Scenario scenario, long seed, double reconfigurationSeconds) {
        this.device = device;
        this.scenario = scenario;
        this.reconfigurationSeconds = reconfigurationSeconds;
        EpisodeArrivals arrivals = EpisodeArrivals.of(device, scenario, seed);
        this.rates = arrivals.rates();
        this.configuration = DeviceConfiguration.initial(device);
        this.servers = new BatchServer[device.size()];
        this.totals = new QueueTally[device.size()];
        for (int at = 0; at < servers.length; at++) {
            totals[at] = QueueTally.EMPTY;
            servers[at] =
                    new BatchServer(
                            device.tunedClass(at).law(),
                            device.waitingPlaces(),
                            arrivals.times().get(at),
                            -WARM_UP_SECONDS,
                            configuration.share(at),
                            1,
                            configuration.batchMax(at));
        }
        this.observation = advanceTo(0);
    }

    /** What the last step, or the warm-up, looked like. */
    public TuningObservation observation() {
        return observation;
    }

    public Scenario scenario() {
        return scenario;
    }

    public TunedDevice device() {
        return device;
    }

    /** The true rates, for a controller that is told the future or its scenario. */
    public ArrivalRates rates() {
        return rates;
    }

    /** For how long a class whose share changed starts no batch. */
    public double reconfigurationSeconds() {
        return reconfigurationSeconds;
    }

    /** True after the last step, which ends the episode without ending the process. */
    public boolean isOver() {
        return step == STEPS;
    }

    /** Runs one step with this configuration. */
    public TuningObservation step(DeviceConfiguration next) {
        if (isOver()) {
            throw new IllegalStateException("the episode is over after " + step + " steps");
        }
        boolean changed = false;
        for (int at = 0; at < servers.length; at++) {
            boolean paused = next.percent(at) != configuration.percent(at);
            changed |= paused;
            servers[at].reconfigure(
                    next.share(at), 1, next.batchMax(at), paused ? reconfigurationSeconds : 0);
        }
        changes += changed ? 1 : 0;
        configuration = next;
        shareSum += next.percentSum() / 100.0;
        step++;
        observation = advanceTo(step * STEP_SECONDS);
        for (int at = 0; at < servers.length; at++) {
            totals[at] = totals[at].plus(observation.classes().get(at).tally());
        }
        return observation;
    }

    /** Runs all steps that are left. */
    public EpisodeScore run(TuningController controller) {
        while (!isOver()) {
            step(controller.decide(observation));
        }
        return score();
    }

    /**
     * Reward of the last step: 1 − mean cost − 0.5 × share taken, a class's cost relative to its
     * nominal rate.
     */
    public double reward() {
        double cost = 0;
        for (int at = 0; at < servers.length; at++) {
            QueueTally tally = observation.classes().get(at).tally();
            cost +=
                    TuningCost.incurred(device.tunedClass(at), tally)
                            / (scenario.nominalRate(at) * tally.seconds());
        }
        return 1
                - cost / servers.length
                - TuningCost.SHARE_PRICE * configuration.percentSum() / 100.0;
    }

    /** Score of the steps so far; classes without arrivals count 0. */
    public EpisodeScore score() {
        double[] perClass = new double[servers.length];
        QueueTally all = QueueTally.EMPTY;
        double mean = 0;
        for (int at = 0; at < servers.length; at++) {
            long arrivals = totals[at].arrivals();
            double incurred = TuningCost.incurred(device.tunedClass(at), totals[at]);
            perClass[at] = arrivals > 0 ? incurred / arrivals : 0;
            mean += perClass[at] / servers.length;
            all = all.plus(totals[at]);
        }
        double meanShare = shareSum / step;
        return new EpisodeScore(
                mean + TuningCost.SHARE_PRICE * meanShare,
                perClass,
                meanShare,
                all.meanDelaySeconds(),
                all.lossShare(),
                changes);
    }

    private TuningObservation advanceTo(double seconds) {
        List<ClassObservation> classes = new ArrayList<>();
        for (BatchServer server : servers) {
            QueueTally tally = server.advanceTo(seconds);
            classes.add(new ClassObservation(tally, server.waiting()));
        }
        return new TuningObservation(seconds, configuration, List.copyOf(classes));
    }
}
