package org.dsppo.policy.training.ppo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.descent.DescentSettings;
import org.dsppo.policy.training.descent.OptimiserState;
import org.dsppo.policy.training.network.MatrixProducts;
import org.dsppo.policy.training.network.Minibatch;
import org.dsppo.policy.training.network.MinibatchNetwork;
import org.dsppo.policy.training.perceptron.Adam;

/**
 * Proximal policy optimisation (Schulman et al. 2017) of a set network in the simulator.
 *
 * <p>An iteration plays episodes with {@link ExploringPolicy}, estimates {@link Advantages}, and
 * takes steps down the gradient of {@link PpoLoss} on shuffled minibatches until its epochs are
 * over or the policy has moved far enough. Everything follows from the seed. With lessons that name
 * teachers and {@link PpoSettings#CLONING} the same learner clones heuristics, or distils several
 * policies into one.
 */
public final class PpoLearner {

    private final PolicyArtefact origin;
    private final PpoSettings settings;
    private final Rollouts rollouts;
    private final MinibatchNetwork network;
    private final Temperatures temperatures;
    private final long seed;
    private final float[] weights;
    private final float[] start;
    private final MatrixProducts products;
    private final Teacher startTeacher;
    private final Adam optimiser;
    private int iteration;
    private long decisions;
    private long episodes;
    private double valueScale;

    /**
     * Goes on from a state.
     *
     * @param origin gives name, shape and normalisers
     * @param lessons seed to what the episode of that seed is about
     * @param products does the matrix products of minibatches
     * @param threads episodes played at a time; does not change what comes out
     */
    public PpoLearner(
            PolicyArtefact origin,
            PpoState state,
            PpoSettings settings,
            LongFunction<Lesson> lessons,
            EpisodeReward reward,
            MatrixProducts products,
            int threads) {
        this.origin = origin;
        this.settings = settings;
        this.rollouts = new Rollouts(lessons, reward, settings.keptShare(), threads);
        this.network = new MinibatchNetwork(origin.shape(), products);
        this.temperatures = state.temperatures();
        this.seed = state.seed();
        this.weights = state.weights().clone();
        this.start = state.start().clone();
        this.products = products;
        this.startTeacher = new PolicyTeacher(origin.withWeights(this.start), state.temperatures());
        this.optimiser = new Adam(state.optimiser());
        this.iteration = state.iteration();
        this.decisions = state.decisions();
        this.episodes = state.episodes();
        this.valueScale = state.valueScale();
    }

    /**
     * The state to begin with. Temperatures follow from the spread of the scores on the lesson of
     * the seed.
     *
     * @param origin policy to improve
     */
    public static PpoState begin(
            PolicyArtefact origin, PpoSettings settings, LongFunction<Lesson> lessons, long seed) {
        float[] weights = origin.weights();
        Temperatures temperatures =
                ScoreSpread.temperatures(
                        origin, lessons.apply(seed).workload(), settings.temperature());
        return new PpoState(
                seed,
                0,
                0,
                0,
                temperatures.admission(),
                temperatures.priority(),
                1,
                weights.clone(),
                weights.clone(),
                new OptimiserState(new float[2 * weights.length], 0));
    }

    /** The state after the latest iteration. */
    public PpoState state() {
        return new PpoState(
                seed,
                iteration,
                decisions,
                episodes,
                temperatures.admission(),
                temperatures.priority(),
                valueScale,
                weights.clone(),
                start.clone(),
                optimiser.state());
    }

    /** The policy after the latest iteration. */
    public PolicyArtefact policy() {
        return origin.withWeights(weights.clone());
    }

    /** Does one iteration. */
    public PpoProgress step() {
        List<Episode> played =
                rollouts.play(
                        policy(), temperatures, seed + episodes, settings.decisionsPerIteration());
        IterationData data = IterationData.of(played, settings, valueScale);
        episodes += played.size();
        decisions += data.decisions();
        valueScale = data.valueScale(iteration == 0 ? 0 : 0.9);
        List<Sample> samples = data.samples(valueScale, settings.maximumAdvantage());
        List<double[]> taught = settings.leashWeight() > 0 ? taught(samples) : null;
        Averages averages = descend(samples, taught);
        iteration++;
        return new PpoProgress(
                iteration,
                decisions,
                played.size(),
                played.stream().mapToDouble(Episode::logRatio).average().orElse(0),
                played.stream()
                        .mapToDouble(each -> Arrays.stream(each.rewards()).sum())
                        .average()
                        .orElse(0),
                averages.divergence,
                averages.mean(averages.clipFraction),
                averages.mean(averages.entropy),
                data.explainedVariance(),
                averages.mean(averages.valueLoss),
                averages.mean(averages.gradientNorm),
                averages.mean(averages.leash),
                averages.steps,
                averages.stopped);
    }

    private static final class Averages {
        private double divergence;
        private double clipFraction;
        private double entropy;
        private double valueLoss;
        private double gradientNorm;
        private double leash;
        private int steps;
        private boolean stopped;

        double mean(double sum) {
            return sum / Math.max(1, steps);
        }
    }

    private Averages descend(List<Sample> samples, List<double[]> taught) {
        Averages averages = new Averages();
        DescentSettings descent =
                new DescentSettings(
                        settings.learningRateAt(iteration), settings.maximumGradientNorm());
        PpoLoss loss = new PpoLoss(settings, temperatures);
        SplittableRandom random = new SplittableRandom(seed * 31 + iteration);
        int[] order = new int[samples.size()];
        Arrays.setAll(order, i -> i);
        for (int epoch = 0; epoch < settings.epochs() && !averages.stopped; epoch++) {
            shuffle(order, random);
            for (int from = 0; from < order.length; from += settings.minibatch()) {
                int to = Math.min(order.length, from + settings.minibatch());
                measure(loss, order, from, to, samples, taught);
                averages.divergence = loss.divergence;
                if (loss.divergence > 1.5 * settings.targetDivergence()) {
                    averages.stopped = true;
                    break;
                }
                float[] gradient =
                        network.backward(loss.byAdmission, loss.byPriority, loss.byValue);
                if (!settings.trainLinearPath()) {
                    Arrays.fill(gradient, 0, origin.shape().shallowWeights(), 0);
                }
                averages.gradientNorm += optimiser.descend(weights, gradient, descent);
                averages.clipFraction += loss.clipFraction;
                averages.entropy += loss.entropy;
                averages.valueLoss += loss.valueLoss;
                averages.leash += loss.leash;
                averages.steps++;
            }
        }
        return averages;
    }

    private void measure(
            PpoLoss loss,
            int[] order,
            int from,
            int to,
            List<Sample> samples,
            List<double[]> taught) {
        List<Sample> chosen = new ArrayList<>(to - from);
        List<double[]> chosenTaught = taught == null ? null : new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            chosen.add(samples.get(order[i]));
            if (taught != null) {
                chosenTaught.add(taught.get(order[i]));
            }
        }
        Minibatch batch = minibatch(chosen);
        network.forward(weights, batch);
        loss.measure(network, batch, chosen, chosenTaught);
    }

    private Minibatch minibatch(List<Sample> samples) {
        return new Minibatch(
                samples.stream().map(sample -> sample.step().input()).toList(),
                origin.normalisers());
    }

    private List<double[]> taught(List<Sample> samples) {
        double[][] taught = new double[samples.size()][];
        Map<Teacher, List<Integer>> pupils = new IdentityHashMap<>();
        for (int i = 0; i < samples.size(); i++) {
            Teacher own = samples.get(i).teacher();
            Teacher teacher = own == null ? startTeacher : own;
            pupils.computeIfAbsent(teacher, each -> new ArrayList<>()).add(i);
        }
        pupils.forEach(
                (teacher, numbers) -> {
                    List<Step> steps =
                            numbers.stream().map(number -> samples.get(number).step()).toList();
                    List<double[]> said = teacher.logProbabilities(steps, products);
                    for (int i = 0; i < numbers.size(); i++) {
                        taught[numbers.get(i)] = said.get(i);
                    }
                });
        return Arrays.asList(taught);
    }

    private static void shuffle(int[] order, SplittableRandom random) {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[other];
            order[other] = kept;
        }
    }
}
