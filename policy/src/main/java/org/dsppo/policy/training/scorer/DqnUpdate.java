package org.dsppo.policy.training.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.learned.network.ScorerRows;
import org.dsppo.policy.training.perceptron.DescentSettings;
import org.dsppo.policy.training.perceptron.MinibatchPerceptron;

/**
 * Q-learning with a memory and a target network (Mnih et al. 2015), the next choice picked by the
 * one and valued by the other (van Hasselt et al. 2016), Huber's loss. Scores are values of
 * choices.
 */
final class DqnUpdate implements ScorerLearner.Update {

    private final ScorerSettings settings;
    private final MinibatchPerceptron perceptron;
    private final MinibatchPerceptron target;
    private final List<Experience> memory = new ArrayList<>();
    private int oldest;
    private int updates;

    /** A choice, its reward, and the next choice of the episode, null at its end. */
    private record Experience(Choice choice, double reward, Choice next) {}

    DqnUpdate(
            ScorerSettings settings,
            MinibatchPerceptron perceptron,
            MinibatchPerceptron.Maker perceptrons) {
        this.settings = settings;
        this.perceptron = perceptron;
        this.target = perceptrons.make(perceptron.shape(), perceptron.weights());
    }

    @Override
    public ScorerPlayer.Picker picker(int iteration) {
        double exploration = settings.exploration(iteration);
        return (scores, count, random) ->
                random.nextDouble() < exploration
                        ? random.nextInt(count)
                        : highest(scores, 0, count);
    }

    @Override
    public void close() {
        target.close();
    }

    private static int highest(float[] scores, int from, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            best = scores[from + i] > scores[from + best] ? i : best;
        }
        return best;
    }

    @Override
    public double learn(
            List<ScorerEpisode> episodes,
            double rewardScale,
            DescentSettings descent,
            SplittableRandom random) {
        for (ScorerEpisode episode : episodes) {
            int count = episode.choices().size();
            for (int k = 0; k < count; k++) {
                remember(
                        new Experience(
                                episode.choices().get(k),
                                episode.rewards()[k] / rewardScale,
                                k + 1 < count ? episode.choices().get(k + 1) : null));
            }
        }
        double loss = 0;
        for (int i = 0; i < settings.updates(); i++) {
            List<Experience> drawn = new ArrayList<>(settings.minibatch());
            for (int j = 0; j < settings.minibatch(); j++) {
                drawn.add(memory.get(random.nextInt(memory.size())));
            }
            loss = descend(drawn, descent);
            if (++updates % settings.targetUpdates() == 0) {
                target.setWeights(perceptron.weights());
            }
        }
        return loss;
    }

    private void remember(Experience experience) {
        if (memory.size() < settings.replay()) {
            memory.add(experience);
        } else {
            memory.set(oldest, experience);
            oldest = (oldest + 1) % memory.size();
        }
    }

    private double descend(List<Experience> drawn, DescentSettings descent) {
        double[] goals = goals(drawn);
        int rows = drawn.size();
        float[] inputs = new float[rows * ScorerRows.WIDTH];
        for (int i = 0; i < rows; i++) {
            Choice choice = drawn.get(i).choice();
            System.arraycopy(
                    choice.rows(),
                    choice.step().action() * ScorerRows.WIDTH,
                    inputs,
                    i * ScorerRows.WIDTH,
                    ScorerRows.WIDTH);
        }
        float[] values = perceptron.outputs(inputs, rows);
        float[] slopes = new float[rows];
        double loss = 0;
        for (int i = 0; i < rows; i++) {
            double error = values[i] - goals[i];
            double cut = Math.max(-1, Math.min(1, error));
            slopes[i] = (float) (cut / rows);
            loss += cut * (error - 0.5 * cut) / rows;
        }
        perceptron.descend(slopes, descent);
        return loss;
    }

    private double[] goals(List<Experience> drawn) {
        int rows = drawn.stream().mapToInt(each -> choices(each.next())).sum();
        double[] goals = new double[drawn.size()];
        float[] picked = new float[rows];
        float[] valued = new float[rows];
        if (rows > 0) {
            float[] inputs = new float[rows * ScorerRows.WIDTH];
            int at = 0;
            for (Experience each : drawn) {
                int length = choices(each.next()) * ScorerRows.WIDTH;
                if (length > 0) {
                    System.arraycopy(each.next().rows(), 0, inputs, at, length);
                }
                at += length;
            }
            picked = perceptron.outputs(inputs, rows);
            valued = target.outputs(inputs, rows);
        }
        int from = 0;
        for (int i = 0; i < goals.length; i++) {
            int count = choices(drawn.get(i).next());
            goals[i] = drawn.get(i).reward();
            if (count > 0) {
                goals[i] += settings.discount() * valued[from + highest(picked, from, count)];
            }
            from += count;
        }
        return goals;
    }

    private static int choices(Choice choice) {
        return choice == null ? 0 : choice.choices();
    }
}
