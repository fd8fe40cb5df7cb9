package org.dsppo.policy.training;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.dsppo.policy.baseline.Baselines;
import org.dsppo.policy.deepsets.DsPpoPolicy;
import org.dsppo.policy.nd4j.Nd4jProducts;
import org.dsppo.policy.ppo.EpisodeReward;
import org.dsppo.policy.ppo.Lesson;
import org.dsppo.policy.ppo.ObjectiveReward;
import org.dsppo.policy.ppo.ObjectiveWeights;
import org.dsppo.policy.ppo.PaperReward;
import org.dsppo.policy.ppo.PpoLearner;
import org.dsppo.policy.ppo.PpoProgress;
import org.dsppo.policy.ppo.PpoSettings;
import org.dsppo.policy.ppo.PpoState;
import org.dsppo.policy.training.FamilyEvaluator.Sample;
import org.dsppo.policy.weights.NetworkShape;
import org.dsppo.policy.weights.PolicyArtefact;

/**
 * PPO on the deep part of the network, on top of the linear path that the stage begins with. What
 * is kept is the iterate that is best on the validation samples, the start included.
 *
 * @param iterations how many
 * @param preset {@code ours} or {@code paper}, the hyper-parameters of table 4
 * @param reward {@code objective} or {@code paper}, equations 13 to 17
 * @param alpha weight of completion in the reward
 * @param beta weight of waiting
 * @param sigma weight of utilisation
 * @param width size of embeddings
 * @param hidden size of hidden layers
 * @param validateEvery iterations between validations
 * @param validationSeeds samples of each family that validation uses
 */
public record PpoStage(
        int iterations,
        String preset,
        String reward,
        double alpha,
        double beta,
        double sigma,
        int width,
        int hidden,
        int validateEvery,
        int validationSeeds)
        implements PlanStage {

    private static final long LESSONS = 1L << 40;

    public PpoStage {
        preset = preset == null ? "ours" : preset;
        reward = reward == null ? "objective" : reward;
        if (alpha == 0 && beta == 0 && sigma == 0) {
            alpha = 1;
        }
        width = width == 0 ? 8 : width;
        hidden = hidden == 0 ? 24 : hidden;
        validateEvery = validateEvery == 0 ? 5 : validateEvery;
        validationSeeds = validationSeeds == 0 ? 4 : validationSeeds;
        requireOneOf("preset", preset, List.of("ours", "paper"));
        requireOneOf("reward", reward, List.of("objective", "paper"));
        if (iterations < 1) {
            throw new IllegalArgumentException(
                    "iterations is %d, expected at least 1".formatted(iterations));
        }
    }

    private static void requireOneOf(String key, String value, List<String> known) {
        if (!known.contains(value)) {
            throw new IllegalArgumentException(
                    "%s is %s, expected one of %s".formatted(key, value, known));
        }
    }

    @Override
    public String kind() {
        return "ppo";
    }

    @Override
    public long steps() {
        return iterations;
    }

    @Override
    public StageRun begin(
            List<TrainingFamily> families,
            FamilyEvaluator evaluator,
            PolicyArtefact start,
            long seed,
            byte[] checkpoint) {
        return new Run(families, evaluator, deepened(start, seed), seed, checkpoint);
    }

    private PolicyArtefact deepened(PolicyArtefact start, long seed) {
        if (start.shape().isDeep()) {
            return start;
        }
        return start.deepened(NetworkShape.deep(width, width, hidden), seed);
    }

    private PpoSettings settings() {
        return preset.equals("paper")
                ? PpoSettings.PAPER
                : PpoSettings.OURS.withLearningRate(PpoSettings.OURS.learningRate(), iterations);
    }

    private EpisodeReward episodeReward() {
        ObjectiveWeights weights = new ObjectiveWeights(alpha, beta, sigma);
        return reward.equals("paper") ? new PaperReward(weights) : new ObjectiveReward(weights);
    }

    private final class Run implements StageRun {
        private final List<TrainingFamily> families;
        private final FamilyEvaluator evaluator;
        private final PolicyArtefact origin;
        private final PpoLearner learner;
        private float[] best;
        private double bestScore;

        Run(
                List<TrainingFamily> families,
                FamilyEvaluator evaluator,
                PolicyArtefact origin,
                long seed,
                byte[] checkpoint) {
            this.families = families;
            this.evaluator = evaluator;
            this.origin = origin;
            LongFunction<Lesson> lessons = this::lesson;
            PpoState state;
            if (checkpoint == null) {
                state = PpoLearner.begin(origin, settings(), lessons, LESSONS + seed);
                best = origin.weights();
                bestScore = validate(origin);
            } else {
                ByteBuffer bytes = ByteBuffer.wrap(checkpoint);
                bestScore = bytes.getDouble();
                best = new float[origin.weights().length];
                bytes.asFloatBuffer().get(best);
                bytes.position(bytes.position() + best.length * Float.BYTES);
                byte[] rest = new byte[bytes.remaining()];
                bytes.get(rest);
                state = PpoState.read(rest);
            }
            this.learner =
                    new PpoLearner(
                            origin,
                            state,
                            settings(),
                            lessons,
                            episodeReward(),
                            new Nd4jProducts(),
                            evaluator.threads());
        }

        private Lesson lesson(long seed) {
            TrainingFamily family = families.get(Math.floorMod(seed, families.size()));
            String contender = family.contenders().get(0);
            return new Lesson(family.workloads().apply(seed), Baselines.named(contender));
        }

        private double validate(PolicyArtefact policy) {
            List<Sample> samples = new ArrayList<>();
            for (TrainingFamily family : families) {
                for (int i = 1; i <= validationSeeds; i++) {
                    samples.add(new Sample(family, -i));
                }
            }
            double[] ratios =
                    evaluator.logRatios(List.of(() -> new DsPpoPolicy(policy)), samples)[0];
            return Score.of(families, ratios, validationSeeds);
        }

        @Override
        public long done() {
            return learner.state().iteration();
        }

        @Override
        public Map<String, Double> step() {
            PpoProgress progress = learner.step();
            Map<String, Double> figures = new LinkedHashMap<>();
            figures.put("reward", progress.reward());
            figures.put("logRatio", progress.logRatio());
            figures.put("divergence", progress.divergence());
            figures.put("clipFraction", progress.clipFraction());
            figures.put("entropy", progress.entropy());
            figures.put("explainedVariance", progress.explainedVariance());
            figures.put("valueLoss", progress.valueLoss());
            figures.put("decisions", (double) progress.decisions());
            if (progress.iteration() % validateEvery == 0) {
                PolicyArtefact policy = learner.policy();
                double score = validate(policy);
                figures.put("validation", score);
                if (score < bestScore) {
                    bestScore = score;
                    best = policy.weights();
                }
            }
            return figures;
        }

        @Override
        public PolicyArtefact best() {
            return origin.withWeights(best.clone());
        }

        @Override
        public byte[] checkpoint() {
            byte[] state = learner.state().toBytes();
            ByteBuffer bytes =
                    ByteBuffer.allocate(Double.BYTES + best.length * Float.BYTES + state.length);
            bytes.putDouble(bestScore);
            for (float weight : best) {
                bytes.putFloat(weight);
            }
            return bytes.put(state).array();
        }
    }
}
