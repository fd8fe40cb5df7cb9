package org.dsppo.policy.training.ppo;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.learned.weights.PolicyArtefact;

/** Plays episodes in the simulator, several at a time; what comes out depends on seeds alone. */
final class Rollouts {

    private final LongFunction<Lesson> lessons;
    private final EpisodeReward reward;
    private final double keptShare;
    private final int threads;

    Rollouts(LongFunction<Lesson> lessons, EpisodeReward reward, double keptShare, int threads) {
        this.lessons = lessons;
        this.reward = reward;
        this.keptShare = keptShare;
        this.threads = threads;
    }

    /**
     * Plays until there are enough decisions to take gradients at.
     *
     * @param firstSeed of the first episode; the others follow
     * @param decisions wanted with inputs
     */
    List<Episode> play(
            PolicyArtefact artefact, Temperatures temperatures, long firstSeed, int decisions) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Episode> episodes = new ArrayList<>();
            long seed = firstSeed;
            long kept = 0;
            while (kept < decisions) {
                List<Future<Episode>> playing = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    long episodeSeed = seed++;
                    playing.add(pool.submit(() -> play(artefact, temperatures, episodeSeed)));
                }
                for (Future<Episode> each : playing) {
                    Episode episode = each.get();
                    kept += episode.steps().stream().filter(s -> s.input() != null).count();
                    episodes.add(episode);
                }
            }
            return episodes;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while episodes were played", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an episode failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private Episode play(PolicyArtefact artefact, Temperatures temperatures, long seed) {
        Lesson lesson = lessons.apply(seed);
        ActingPolicy policy = actor(artefact, temperatures, lesson, seed ^ 0x5DEECE66DL);
        SimulationResult run = Simulator.run(lesson.workload(), () -> policy);
        SimulationResult baseline = Simulator.run(lesson.workload(), lesson.baseline());
        double[] rewards = reward.of(policy.steps(), run, baseline);
        RunCosts own = new RunCosts(run);
        return new Episode(
                policy.steps(),
                rewards,
                own.meanShortestMillis(),
                lesson.teacher(),
                Math.log(
                        own.meanCompletionMillis()
                                / new RunCosts(baseline).meanCompletionMillis()));
    }

    private ActingPolicy actor(
            PolicyArtefact artefact, Temperatures temperatures, Lesson lesson, long seed) {
        boolean withUtilisation = reward.readsUtilisation();
        if (lesson.teacher() instanceof DemonstrationTeacher teacher) {
            return new DemonstratingPolicy(
                    teacher.demonstrator(),
                    new StepNotes(
                            artefact,
                            temperatures,
                            keptShare,
                            withUtilisation,
                            new SplittableRandom(seed)));
        }
        return new ExploringPolicy(artefact, temperatures, keptShare, withUtilisation, seed);
    }
}
