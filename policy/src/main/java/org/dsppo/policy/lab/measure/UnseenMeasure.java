package org.dsppo.policy.lab.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.measure.HeuristicRace.Entrant;
import org.dsppo.policy.lab.measure.SiteLoadFigures.Judged;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * How good policies are where they have never been: on each site at each load, mean completion over
 * five samples of tasks, divided by that of the heuristic that is best on the mean of five other
 * samples. So the reference is what somebody would run who had tried everything there; the choice
 * in hindsight, which nobody can make, is told beside it.
 */
public final class UnseenMeasure {

    /** Samples that are judged by: numbers from 0. As many follow, which are chosen by. */
    static final int SAMPLES = 5;

    /** Runs of what is judged are cut off at so many times the reference. */
    static final double CUT_OFF = 10;

    /** Told after each site at each load, from any thread. */
    @FunctionalInterface
    public interface Listener {
        /**
         * @param done sites at a load that are done
         * @param total of how many
         * @param figures those of the last one
         */
        void advanced(int done, int total, SiteLoadFigures figures);
    }

    private final BiFunction<String, Catalogue, Supplier<PlacementPolicy>> policies;
    private final EngineOptions rules;
    private final RunCache cache;
    private final int threads;

    /**
     * @param policies name and site to policy
     * @param rules of the engine
     * @param cache folder that keeps what heuristics come to, null for none
     * @param threads sites at a time
     * @throws IOException if the folder cannot be made
     */
    public UnseenMeasure(
            BiFunction<String, Catalogue, Supplier<PlacementPolicy>> policies,
            EngineOptions rules,
            Path cache,
            int threads)
            throws IOException {
        this.policies = policies;
        this.rules = rules;
        this.cache = new RunCache(cache);
        this.threads = threads;
    }

    /** What the figures are and what is left out, a sentence each. */
    public static List<String> definition() {
        return List.of(
                "Ratios are mean completions over %d samples of tasks, divided by those of the heuristic that is best on the mean of %d other samples of the same site and load."
                        .formatted(SAMPLES, SAMPLES),
                "Intervals are 95 % of the mean logarithm of the ratios, pair by pair on the same samples; above and below go by their ends. Over several sites, means are geometric and intervals over sites.",
                "All heuristics take part, with caps on run times of 1, 1.5, 1.7, 2, 2.5, 3, 4, 6 and none; those that allow the same strategies of every class decide alike and are run once.",
                "Heuristics that take, in sum over the samples so far, more than %s times as long as the best are dropped after the first, second, … sample."
                        .formatted(
                                HeuristicRace.DROPPED_ABOVE.stream()
                                        .map(Object::toString)
                                        .collect(Collectors.joining(", "))),
                "In hindsight, the best heuristic on the very samples is taken from those that were not dropped.",
                "Runs of what is judged are cut off at %s times the reference and count as that."
                        .formatted(CUT_OFF));
    }

    /**
     * Judges policies.
     *
     * @throws IOException if the cache cannot be read or written
     * @throws StaleCacheException if the cache is of another version
     * @throws IllegalStateException if a policy breaks down
     */
    public List<SiteLoadFigures> of(
            List<SiteLoad> siteLoads, List<String> judged, Listener listener) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            int[] done = {0};
            List<Future<SiteLoadFigures>> futures = new ArrayList<>();
            for (SiteLoad each : siteLoads) {
                futures.add(
                        pool.submit(
                                () -> {
                                    SiteLoadFigures figures = figures(each, judged);
                                    synchronized (done) {
                                        listener.advanced(++done[0], siteLoads.size(), figures);
                                    }
                                    return figures;
                                }));
            }
            List<SiteLoadFigures> all = new ArrayList<>();
            for (Future<SiteLoadFigures> future : futures) {
                all.add(future.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw rethrown(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; the cache keeps what was done", e);
        } finally {
            pool.shutdownNow();
        }
    }

    private static RuntimeException rethrown(Throwable cause) throws IOException {
        if (cause instanceof IOException io) {
            throw io;
        }
        return cause instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException(cause);
    }

    private SiteLoadFigures figures(SiteLoad siteLoad, List<String> judged) throws IOException {
        long begun = System.nanoTime();
        List<Trial> trials = trials(siteLoad, 0);
        List<Trial> choice = trials(siteLoad, SAMPLES);
        List<String> heuristics = DistinctHeuristics.on(siteLoad.site().catalogue());
        List<String> left =
                HeuristicRace.run(heuristics, choice).stream().map(Entrant::policy).toList();
        double[] reference = completions(left.get(0), trials);
        if (trials.get(0).isFromCache(left.get(0))) {
            trials.get(0).verify(left.get(0));
        }
        String hindsight = HeuristicRace.run(left, trials).get(0).policy();
        double[] best = completions(hindsight, trials);
        List<Judged> figures = new ArrayList<>();
        for (String policy : judged) {
            figures.add(judged(policy, trials, reference, best));
        }
        long simulations = 0;
        for (int i = 0; i < SAMPLES; i++) {
            simulations += trials.get(i).simulations() + choice.get(i).simulations();
        }
        return new SiteLoadFigures(
                siteLoad.site().name(),
                siteLoad.site().kind().id(),
                siteLoad.site().arrivals().id(),
                siteLoad.load(),
                trials.get(0).tasks(),
                heuristics.size(),
                left.get(0),
                reference,
                hindsight,
                best,
                figures,
                (System.nanoTime() - begun) / 1_000_000,
                simulations);
    }

    private List<Trial> trials(SiteLoad siteLoad, int first) throws IOException {
        List<Trial> trials = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            trials.add(new Trial(siteLoad, first + i, rules, policies, cache));
        }
        return trials;
    }

    private static double[] completions(String heuristic, List<Trial> trials) throws IOException {
        double[] millis = new double[trials.size()];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = trials.get(i).heuristic(heuristic, Double.POSITIVE_INFINITY).millis();
        }
        return millis;
    }

    private static Judged judged(
            String policy, List<Trial> trials, double[] reference, double[] hindsight) {
        double[] millis = new double[trials.size()];
        int cutOff = 0;
        int unfinished = 0;
        long violations = 0;
        for (int i = 0; i < millis.length; i++) {
            JudgedRun run = trials.get(i).judged(policy, CUT_OFF * reference[i]);
            millis[i] = run.outcome().millis();
            cutOff += run.outcome().complete() ? 0 : 1;
            unfinished += run.unfinished();
            violations += run.violations();
        }
        return Judged.of(policy, millis, reference, hindsight, cutOff, unfinished, violations);
    }
}
