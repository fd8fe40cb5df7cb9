package org.dsppo.policy.training.scorer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.dsppo.policy.learned.network.ScorerPolicy;
import org.dsppo.policy.learned.weights.NetworkForm;
import org.dsppo.policy.learned.weights.NetworkShape;
import org.dsppo.policy.learned.weights.Normalisers;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.descent.DenseTower;
import org.dsppo.policy.training.descent.DescentSettings;
import org.dsppo.policy.training.descent.OptimiserState;
import org.dsppo.policy.training.ppo.EpisodeReward;
import org.dsppo.policy.training.ppo.Lesson;

/**
 * Learns a scorer in the simulator, slice by slice: plays episodes, then hands them to the method
 * of learning, {@link DqnUpdate} or {@link ReinforceUpdate}. Both are the paper's baselines and get
 * the features, network and reward that they are given, nothing more.
 */
public final class ScorerLearner implements AutoCloseable {

    /** How a scorer learns from episodes. */
    interface Update {

        /** Takes steps of the optimiser; gives the loss of the last. */
        double learn(
                List<ScorerEpisode> episodes,
                double rewardScale,
                DescentSettings descent,
                SplittableRandom random);

        /** How choices are made while playing. */
        ScorerPlayer.Picker picker(int iteration);
    }

    private final PolicyArtefact origin;
    private final ScorerSettings settings;
    private final LongFunction<Lesson> lessons;
    private final EpisodeReward reward;
    private final DenseTower tower;
    private final Update update;
    private final long seed;
    private int iteration;
    private long decisions;
    private long episodes;
    private double rewardScale;

    /**
     * Goes on from a state.
     *
     * @param origin gives name, form and normalisers
     * @param towers makes what is trained, with plain sums as outputs
     */
    public ScorerLearner(
            PolicyArtefact origin,
            ScorerState state,
            ScorerSettings settings,
            LongFunction<Lesson> lessons,
            EpisodeReward reward,
            DenseTower.Maker towers) {
        this.origin = origin;
        this.settings = settings;
        this.lessons = lessons;
        this.reward = reward;
        this.tower = towers.make(ScorerPolicy.perceptron(origin.shape()), state.weights());
        this.tower.restore(state.optimiser());
        this.update =
                origin.shape().form() == NetworkForm.VALUE_SCORER
                        ? new DqnUpdate(settings, tower)
                        : new ReinforceUpdate(settings, tower);
        this.seed = state.seed();
        this.iteration = state.iteration();
        this.decisions = state.decisions();
        this.episodes = state.episodes();
        this.rewardScale = state.rewardScale();
    }

    /** An untrained scorer. */
    public static PolicyArtefact untrained(
            String name,
            NetworkForm form,
            ScorerSettings settings,
            Normalisers normalisers,
            long seed) {
        NetworkShape shape = NetworkShape.scorer(form, settings.hidden());
        float[] weights =
                ScorerPolicy.perceptron(shape).initialWeights(new SplittableRandom(seed), 0.1);
        return PolicyArtefact.of(name, shape, normalisers, weights);
    }

    /** The state to begin with. */
    public static ScorerState begin(PolicyArtefact untrained, long seed) {
        int count = untrained.weights().length;
        return new ScorerState(
                seed, 0, 0, 0, 0, untrained.weights().clone(), OptimiserState.initial(count));
    }

    /** The state after the latest iteration. */
    public ScorerState state() {
        return new ScorerState(
                seed,
                iteration,
                decisions,
                episodes,
                rewardScale,
                tower.weights(),
                tower.optimiserState());
    }

    /** The policy after the latest iteration. */
    public PolicyArtefact policy() {
        return origin.withWeights(tower.weights());
    }

    /** Does one iteration. */
    public ScorerProgress step() {
        PolicyArtefact acting = policy();
        List<ScorerEpisode> played = new ArrayList<>();
        int count = 0;
        while (count < settings.decisionsPerIteration()) {
            long episodeSeed = seed + episodes++;
            ScorerEpisode episode =
                    ScorerPlayer.play(
                            acting,
                            lessons.apply(episodeSeed),
                            reward,
                            update.picker(iteration),
                            episodeSeed ^ 0x5DEECE66DL);
            played.add(episode);
            count += episode.choices().size();
        }
        decisions += count;
        if (rewardScale == 0) {
            rewardScale = spread(played);
        }
        double loss =
                update.learn(
                        played,
                        rewardScale,
                        new DescentSettings(
                                settings.learningRate(), settings.maximumGradientNorm()),
                        new SplittableRandom(seed * 31 + iteration));
        iteration++;
        return new ScorerProgress(
                iteration,
                decisions,
                played.stream().mapToDouble(ScorerEpisode::logRatio).average().orElse(0),
                played.stream()
                        .mapToDouble(each -> Arrays.stream(each.rewards()).sum())
                        .average()
                        .orElse(0),
                loss);
    }

    /** Root mean square of rewards. */
    private static double spread(List<ScorerEpisode> episodes) {
        double squares =
                episodes.stream()
                        .flatMapToDouble(each -> Arrays.stream(each.rewards()))
                        .map(each -> each * each)
                        .average()
                        .orElse(1);
        return Math.max(1e-6, Math.sqrt(squares));
    }

    /** Frees memory outside the heap. */
    @Override
    public void close() {
        tower.close();
    }
}
