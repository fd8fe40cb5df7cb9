package org.dsppo.policy.training.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.learned.network.Perceptron;
import org.dsppo.policy.learned.network.ScorerRows;
import org.dsppo.policy.training.descent.DenseTower;
import org.dsppo.policy.training.descent.DescentSettings;

/**
 * Q-learning with a memory and a target network (Mnih et al. 2015), the next choice picked by the
 * one and valued by the other (van Hasselt et al. 2016), Huber's loss. Scores are values of
 * choices.
 */
final class DqnUpdate implements ScorerLearner.Update {

    private final ScorerSettings settings;
    private final DenseTower tower;
    private final float[] targetWeights;
    private final Perceptron target;
    private final float[] row = new float[ScorerRows.WIDTH];
    private final List<Experience> memory = new ArrayList<>();
    private int oldest;
    private int updates;

    /** A choice, its reward, and the next choice of the episode, null at its end. */
    private record Experience(Choice choice, double reward, Choice next) {}

    DqnUpdate(ScorerSettings settings, DenseTower tower) {
        this.settings = settings;
        this.tower = tower;
        this.targetWeights = tower.weights();
        this.target = new Perceptron(tower.shape(), targetWeights);
    }

    @Override
    public ScorerPlayer.Picker picker(int iteration) {
        double exploration = settings.exploration(iteration);
        return (scores, count, random) ->
                random.nextDouble() < exploration
                        ? random.nextInt(count)
                        : highest(scores, 0, count);
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
                System.arraycopy(tower.weights(), 0, targetWeights, 0, targetWeights.length);
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
        float[] values = tower.forward(inputs, rows);
        float[] slopes = new float[rows];
        double loss = 0;
        for (int i = 0; i < rows; i++) {
            double error = values[i] - goals[i];
            double cut = Math.max(-1, Math.min(1, error));
            slopes[i] = (float) (cut / rows);
            loss += cut * (error - 0.5 * cut) / rows;
        }
        tower.backward(slopes);
        tower.descend(descent);
        return loss;
    }

    private double[] goals(List<Experience> drawn) {
        float[] picked = scoresOfNext(drawn);
        double[] goals = new double[drawn.size()];
        int from = 0;
        for (int i = 0; i < goals.length; i++) {
            Choice next = drawn.get(i).next();
            int count = choices(next);
            goals[i] = drawn.get(i).reward();
            if (count > 0) {
                ScorerRows.row(next.rows(), highest(picked, from, count), row);
                goals[i] += settings.discount() * target.outputs(row)[0];
            }
            from += count;
        }
        return goals;
    }

    /** Scores of all choices that come next, those of one experience after those of another. */
    private float[] scoresOfNext(List<Experience> drawn) {
        int rows = drawn.stream().mapToInt(each -> choices(each.next())).sum();
        float[] inputs = new float[rows * ScorerRows.WIDTH];
        int at = 0;
        for (Experience each : drawn) {
            int length = choices(each.next()) * ScorerRows.WIDTH;
            if (length > 0) {
                System.arraycopy(each.next().rows(), 0, inputs, at, length);
            }
            at += length;
        }
        return rows == 0 ? inputs : tower.forward(inputs, rows);
    }

    private static int choices(Choice choice) {
        return choice == null ? 0 : choice.choices();
    }
}
