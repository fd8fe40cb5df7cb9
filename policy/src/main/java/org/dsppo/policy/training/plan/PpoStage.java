package org.dsppo.policy.training.plan;

import java.util.List;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.training.ppo.EpisodeReward;
import org.dsppo.policy.training.ppo.Lesson;
import org.dsppo.policy.training.ppo.ObjectiveReward;
import org.dsppo.policy.training.ppo.ObjectiveWeights;
import org.dsppo.policy.training.ppo.PaperReward;
import org.dsppo.policy.training.ppo.PpoSettings;
import org.dsppo.policy.training.sites.TrainingFamily;

/**
 * PPO on the deep part of the network, on top of the linear path that the stage begins with.
 *
 * @param iterations how many
 * @param preset {@code ours} or {@code paper}, the hyper-parameters of table 4
 * @param reward {@code objective} or {@code paper}, equations 13 to 17
 * @param alpha weight of completion in the reward
 * @param beta weight of waiting
 * @param sigma weight of utilisation
 * @param settings null for the default
 * @param families to train on, null for all
 * @param from which policy it begins with, null for what the stage before left
 */
public record PpoStage(
        int iterations,
        String preset,
        String reward,
        double alpha,
        double beta,
        double sigma,
        LearnerSettings settings,
        List<String> families,
        String from)
        implements PlanStage {

    public PpoStage {
        preset = preset == null ? "ours" : preset;
        reward = reward == null ? "objective" : reward;
        if (alpha == 0 && beta == 0 && sigma == 0) {
            alpha = 1;
        }
        settings = settings == null ? LearnerSettings.DEFAULT : settings;
        families = families == null ? null : List.copyOf(families);
        StageChecks.oneOf("preset", preset, List.of("ours", "paper"));
        StageChecks.oneOf("reward", reward, List.of("objective", "paper"));
        StageChecks.atLeastOne("iterations", iterations);
    }

    /** PPO with the objective's reward and the default settings on all families. */
    public PpoStage(int iterations) {
        this(iterations, null, null, 0, 0, 0, null, null, null);
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
    public StageRun begin(StageInputs inputs) {
        PpoSettings own = preset.equals("paper") ? PpoSettings.PAPER : PpoSettings.OURS;
        return new LearnerRun(
                inputs,
                DeepStart.of(inputs.start(), settings, inputs.seed()),
                settings,
                settings.over(own, iterations),
                seed -> lesson(inputs.families(), seed),
                episodeReward(),
                iterations);
    }

    private static Lesson lesson(List<TrainingFamily> families, long seed) {
        TrainingFamily family = families.get(Math.floorMod(seed, families.size()));
        return new Lesson(
                family.workloads().apply(seed), Baselines.named(family.contenders().get(0)));
    }

    private EpisodeReward episodeReward() {
        ObjectiveWeights weights = new ObjectiveWeights(alpha, beta, sigma);
        return reward.equals("paper") ? new PaperReward(weights) : new ObjectiveReward(weights);
    }
}
