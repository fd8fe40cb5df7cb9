package org.dsppo.policy.training.paper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.dsppo.policy.learned.network.PaperNetwork;
import org.dsppo.policy.learned.network.PaperTower;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.baseline.BaselineLearner;
import org.dsppo.policy.training.baseline.BaselineProgress;
import org.dsppo.policy.training.baseline.BaselineState;
import org.dsppo.policy.training.baseline.RewardUnit;
import org.dsppo.policy.training.descent.DenseTower;
import org.dsppo.policy.training.descent.DescentSettings;
import org.dsppo.policy.training.ppo.EpisodeReward;
import org.dsppo.policy.training.ppo.Lesson;
import org.dsppo.policy.training.ppo.ObjectiveWeights;
import org.dsppo.policy.training.ppo.PaperReward;

/**
 * PPO as the paper prints it (table 2, equations 20 to 24) with the paper's reward (13 to 17). Two
 * things are as everywhere, though not printed: rewards are counted in units of their first root
 * mean square, and advantages are normalised over an iteration. Episodes are played to their end;
 * what a long one has beyond the steps of an iteration is left out by lot.
 */
public final class PaperLearner implements BaselineLearner {

    private static final EpisodeReward REWARD = new PaperReward(ObjectiveWeights.PAPER);

    private final PolicyArtefact origin;
    private final PaperSettings settings;
    private final LongFunction<Lesson> lessons;
    private final PaperTowers towers;
    private final Patience patience;
    private final long seed;
    private int iteration;
    private long decisions;
    private long episodes;
    private double rewardUnit;

    /**
     * Goes on from a state.
     *
     * @param origin gives name and width
     * @param embedding makes towers whose outputs are activated
     * @param summing makes towers whose outputs are plain sums
     */
    public PaperLearner(
            PolicyArtefact origin,
            BaselineState state,
            PaperSettings settings,
            LongFunction<Lesson> lessons,
            DenseTower.Maker embedding,
            DenseTower.Maker summing) {
        this.origin = origin;
        this.settings = settings;
        this.lessons = lessons;
        this.towers =
                new PaperTowers(
                        origin.shape().hidden(),
                        state.weights(),
                        state.optimiser(),
                        embedding,
                        summing);
        this.patience = new Patience(settings.patience(), state.memory());
        this.seed = state.seed();
        this.iteration = state.iteration();
        this.decisions = state.decisions();
        this.episodes = state.episodes();
        this.rewardUnit = state.rewardScale();
    }

    /** An untrained policy. */
    public static PolicyArtefact untrained(String name, PaperSettings settings, long seed) {
        NetworkShape shape = NetworkShape.paper(settings.hidden());
        float[] weights = new float[shape.weightCount()];
        SplittableRandom random = new SplittableRandom(seed);
        for (PaperTower tower : PaperTower.values()) {
            double scale = tower.isEmbedding() ? 1 : 0.1;
            float[] own = tower.shape(settings.hidden()).initialWeights(random, scale);
            System.arraycopy(own, 0, weights, tower.offset(settings.hidden()), own.length);
        }
        return PolicyArtefact.of(name, shape, Normalisers.identity(), weights);
    }

    @Override
    public BaselineProgress step() {
        PaperNetwork acting = new PaperNetwork(origin.shape().hidden(), towers.weights());
        List<PaperEpisode> played = new ArrayList<>();
        int count = 0;
        while (count < settings.steps()) {
            long episodeSeed = seed + episodes++;
            PaperEpisode episode =
                    PaperPlayer.play(
                            acting, lessons.apply(episodeSeed), REWARD, episodeSeed ^ 0x5DEECE66DL);
            played.add(episode);
            patience.saw(episode);
            count += episode.steps().size();
        }
        decisions += count;
        if (rewardUnit == 0) {
            rewardUnit = RewardUnit.of(played.stream().map(PaperEpisode::rewards).toList());
        }
        SplittableRandom random = new SplittableRandom(seed * 31 + iteration);
        List<PaperSample> samples = samples(played);
        shuffle(samples, random);
        double loss = learn(samples.subList(0, settings.steps()), random);
        iteration++;
        return new BaselineProgress(
                iteration,
                decisions,
                played.stream().mapToDouble(PaperEpisode::logRatio).average().orElse(0),
                played.stream().mapToDouble(PaperEpisode::reward).average().orElse(0),
                loss);
    }

    private List<PaperSample> samples(List<PaperEpisode> played) {
        List<PaperStep> steps = new ArrayList<>();
        List<Double> advantages = new ArrayList<>();
        for (PaperEpisode episode : played) {
            int length = episode.steps().size();
            for (int k = 0; k < length; k++) {
                double next = k + 1 < length ? episode.steps().get(k + 1).value() : 0;
                advantages.add(
                        episode.rewards()[k] / rewardUnit
                                + settings.discount() * next
                                - episode.steps().get(k).value());
            }
            steps.addAll(episode.steps());
        }
        double[] all = advantages.stream().mapToDouble(Double::doubleValue).toArray();
        double mean = Arrays.stream(all).average().orElse(0);
        double variance = Arrays.stream(all).map(a -> (a - mean) * (a - mean)).average().orElse(1);
        double deviation = Math.sqrt(variance) + 1e-8;
        List<PaperSample> samples = new ArrayList<>(all.length);
        for (int k = 0; k < all.length; k++) {
            PaperStep step = steps.get(k);
            samples.add(new PaperSample(step, (all[k] - mean) / deviation, all[k] + step.value()));
        }
        return samples;
    }

    private double learn(List<PaperSample> samples, SplittableRandom random) {
        DescentSettings descent =
                new DescentSettings(settings.learningRate(), settings.maximumGradientNorm());
        double loss = 0;
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            shuffle(samples, random);
            for (int from = 0; from < samples.size(); from += settings.minibatch()) {
                int to = Math.min(samples.size(), from + settings.minibatch());
                List<PaperSample> minibatch = samples.subList(from, to);
                towers.forward(
                        new PaperBatch(
                                minibatch.stream().map(each -> each.step().input()).toList()));
                PaperLoss measured =
                        new PaperLoss(settings, towers.scores(), towers.values(), minibatch);
                towers.descend(measured.byScores, measured.byValues, descent);
                loss = measured.total();
            }
        }
        return loss;
    }

    private static void shuffle(List<PaperSample> samples, SplittableRandom random) {
        for (int i = samples.size() - 1; i > 0; i--) {
            Collections.swap(samples, i, random.nextInt(i + 1));
        }
    }

    @Override
    public PolicyArtefact policy() {
        return origin.withWeights(towers.weights());
    }

    @Override
    public BaselineState state() {
        return new BaselineState(
                seed,
                iteration,
                decisions,
                episodes,
                rewardUnit,
                towers.weights(),
                towers.optimiserState(),
                patience.memory());
    }

    @Override
    public boolean isFinished() {
        return patience.isUsedUp();
    }

    @Override
    public void close() {
        towers.close();
    }
}
