package org.dsppo.policy.device.tuning;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Controllers on the same episodes of the reference device.
 *
 * @param controllers by name, in the order of the report
 * @param scenarios to run
 * @param seeds of the episodes
 * @param reconfigurationSeconds pauses to run each with
 * @param threads episodes at a time; results do not depend on it
 */
public record TuningExperiment(
        Map<String, ControllerFactory> controllers,
        List<Scenario> scenarios,
        List<Long> seeds,
        List<Double> reconfigurationSeconds,
        int threads) {

    /** Is told how far an experiment is. */
    @FunctionalInterface
    public interface TuningListener {
        void done(int runs, int all);
    }

    /** Runs every combination; ordered by pause, scenario, controller and seed. */
    public List<TuningRun> run(TuningListener progress) {
        List<TuningRun> planned = plan();
        AtomicInteger done = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<TuningRun>>> parts = new ArrayList<>();
            for (int part = 0; part < threads; part++) {
                int first = part;
                parts.add(workers.submit(() -> everyNth(planned, first, progress, done)));
            }
            List<List<TuningRun>> results = new ArrayList<>();
            for (Future<List<TuningRun>> part : parts) {
                results.add(part.get());
            }
            List<TuningRun> runs = new ArrayList<>();
            for (int at = 0; at < planned.size(); at++) {
                runs.add(results.get(at % threads).get(at / threads));
            }
            return runs;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while running the experiment", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } finally {
            workers.shutdownNow();
        }
    }

    private List<TuningRun> plan() {
        List<TuningRun> planned = new ArrayList<>();
        for (double pause : reconfigurationSeconds) {
            for (Scenario scenario : scenarios) {
                for (String controller : controllers.keySet()) {
                    for (long seed : seeds) {
                        planned.add(new TuningRun(scenario.name(), pause, controller, seed, null));
                    }
                }
            }
        }
        return planned;
    }

    /** A model keeps what it solved and serves one thread, so each thread has one. */
    private List<TuningRun> everyNth(
            List<TuningRun> planned, int first, TuningListener progress, AtomicInteger done) {
        TunedDevice device = TunedDevice.reference();
        DeviceModel model = new DeviceModel(device);
        List<TuningRun> runs = new ArrayList<>();
        for (int at = first; at < planned.size(); at += threads) {
            TuningRun plan = planned.get(at);
            TuningEpisode episode =
                    new TuningEpisode(
                            device,
                            Scenario.named(plan.scenario()),
                            plan.seed(),
                            plan.reconfigurationSeconds());
            TuningController controller =
                    controllers.get(plan.controller()).create(TuningSetting.of(episode, model));
            runs.add(
                    new TuningRun(
                            plan.scenario(),
                            plan.reconfigurationSeconds(),
                            plan.controller(),
                            plan.seed(),
                            episode.run(controller)));
            progress.done(done.incrementAndGet(), planned.size());
        }
        return runs;
    }
}
