package org.dsppo.policy.training.plan;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.dl4j.Nd4jProducts;
import org.dsppo.policy.training.evolution.Score;
import org.dsppo.policy.training.ppo.EpisodeReward;
import org.dsppo.policy.training.ppo.Lesson;
import org.dsppo.policy.training.ppo.PpoLearner;
import org.dsppo.policy.training.ppo.PpoProgress;
import org.dsppo.policy.training.ppo.PpoSettings;
import org.dsppo.policy.training.ppo.PpoState;
import org.dsppo.policy.training.sites.FamilyEvaluator.FamilySample;
import org.dsppo.policy.training.sites.TrainingFamily;

/**
 * A stage that learns by gradients. What is kept is the iterate that is best on the validation
 * samples; the start counts among them if the stage is to improve on it, not if it is to become
 * like a teacher.
 */
final class LearnerRun implements StageRun {

    private static final long LESSONS = 1L << 40;

    private final StageInputs inputs;
    private final LearnerSettings settings;
    private final PolicyArtefact origin;
    private final PpoLearner learner;
    private final long iterations;
    private float[] best;
    private double bestScore;
    private int sinceBest;

    /**
     * @param inputs of the stage
     * @param origin policy to improve
     * @param settings of the stage
     * @param learning of the learner
     * @param lessons seed to what the episode of that seed is about
     * @param iterations of the whole stage, the last of which is validated in any case
     */
    LearnerRun(
            StageInputs inputs,
            PolicyArtefact origin,
            LearnerSettings settings,
            PpoSettings learning,
            LongFunction<Lesson> lessons,
            EpisodeReward reward,
            long iterations) {
        this.inputs = inputs;
        this.iterations = iterations;
        this.settings = settings;
        this.origin = origin;
        PpoState state;
        if (inputs.checkpoint() == null) {
            state = PpoLearner.begin(origin, learning, lessons, LESSONS + inputs.seed());
            best = origin.weights();
            bestScore = learning.surrogateWeight() > 0 ? score(validate(origin)) : Double.MAX_VALUE;
        } else {
            state = restore(inputs.checkpoint());
        }
        this.learner =
                new PpoLearner(
                        origin,
                        state,
                        learning,
                        lessons,
                        reward,
                        new Nd4jProducts(),
                        inputs.evaluator().threads());
    }

    private PpoState restore(byte[] checkpoint) {
        ByteBuffer bytes = ByteBuffer.wrap(checkpoint);
        bestScore = bytes.getDouble();
        sinceBest = bytes.getInt();
        best = new float[origin.weights().length];
        bytes.asFloatBuffer().get(best);
        bytes.position(bytes.position() + best.length * Float.BYTES);
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return PpoState.read(rest);
    }

    /** Log ratios on the validation samples, all of one family side by side. */
    private double[] validate(PolicyArtefact policy) {
        List<FamilySample> samples = new ArrayList<>();
        for (TrainingFamily family : inputs.families()) {
            samples.addAll(family.forValidation(settings.validationSeedsOrUsual()));
        }
        return inputs.evaluator().logRatios(List.of(() -> new DsPpoPolicy(policy)), samples)[0];
    }

    private double score(double[] ratios) {
        return Score.of(inputs.families(), ratios, settings.validationSeedsOrUsual());
    }

    @Override
    public long done() {
        return learner.state().iteration();
    }

    @Override
    public boolean isOver() {
        return settings.patience() > 0 && sinceBest >= settings.patience();
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
        figures.put("leash", progress.leash());
        figures.put("decisions", (double) progress.decisions());
        if (progress.iteration() % settings.validateEveryOrUsual() == 0
                || progress.iteration() == iterations) {
            PolicyArtefact policy = learner.policy();
            double[] ratios = validate(policy);
            double score = score(ratios);
            addValidation(figures, score, ratios);
            sinceBest++;
            if (score < bestScore) {
                bestScore = score;
                best = policy.weights();
                sinceBest = 0;
            }
        }
        return figures;
    }

    private void addValidation(Map<String, Double> figures, double score, double[] ratios) {
        double[] byFamily =
                Score.byFamily(inputs.families(), ratios, settings.validationSeedsOrUsual());
        figures.put("validation", score);
        figures.put("validationMean", Arrays.stream(byFamily).average().orElseThrow());
        for (int i = 0; i < byFamily.length; i++) {
            figures.put(inputs.families().get(i).name(), byFamily[i]);
        }
    }

    @Override
    public PolicyArtefact best() {
        return origin.withWeights(best.clone());
    }

    @Override
    public byte[] checkpoint() {
        byte[] state = learner.state().toBytes();
        ByteBuffer bytes =
                ByteBuffer.allocate(
                        Double.BYTES + Integer.BYTES + best.length * Float.BYTES + state.length);
        bytes.putDouble(bestScore).putInt(sinceBest);
        for (float weight : best) {
            bytes.putFloat(weight);
        }
        return bytes.put(state).array();
    }
}
