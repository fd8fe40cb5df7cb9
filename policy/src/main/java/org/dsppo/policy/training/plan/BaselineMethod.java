package org.dsppo.policy.training.plan;

import java.util.List;
import java.util.function.LongFunction;
import org.dsppo.policy.learned.weights.NetworkForm;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.training.baseline.BaselineLearner;
import org.dsppo.policy.training.baseline.BaselineState;
import org.dsppo.policy.training.dl4j.GraphTower;
import org.dsppo.policy.training.paper.PaperLearner;
import org.dsppo.policy.training.paper.PaperSettings;
import org.dsppo.policy.training.ppo.Lesson;
import org.dsppo.policy.training.ppo.ObjectiveReward;
import org.dsppo.policy.training.ppo.ObjectiveWeights;
import org.dsppo.policy.training.scorer.ScorerLearner;
import org.dsppo.policy.training.scorer.ScorerSettings;
import org.dsppo.policy.training.sites.TrainingFamily;

/** How one of the paper's learned policies learns. */
public enum BaselineMethod {
    /** DQN, on the features and the reward of the learned policy. */
    DQN(300) {
        @Override
        PolicyArtefact untrained(String name, List<TrainingFamily> families, long seed) {
            return scorer(name, NetworkForm.VALUE_SCORER, families, seed);
        }
    },
    /** REINFORCE, likewise. */
    REINFORCE(400) {
        @Override
        PolicyArtefact untrained(String name, List<TrainingFamily> families, long seed) {
            return scorer(name, NetworkForm.LIKELIHOOD_SCORER, families, seed);
        }
    },
    /** DeepSets and PPO with its own features and reward. */
    PAPER_PPO(150) {
        @Override
        PolicyArtefact untrained(String name, List<TrainingFamily> families, long seed) {
            return PaperLearner.untrained(name, PaperSettings.TABLE_4, seed);
        }

        @Override
        BaselineLearner learner(
                PolicyArtefact origin, BaselineState state, LongFunction<Lesson> lessons) {
            return new PaperLearner(
                    origin,
                    state,
                    PaperSettings.TABLE_4,
                    lessons,
                    GraphTower::activated,
                    GraphTower::linear);
        }

        @Override
        String settings() {
            return PaperSettings.TABLE_4.toString();
        }
    };

    private final int iterations;

    BaselineMethod(int iterations) {
        this.iterations = iterations;
    }

    /** How many iterations it gets unless told otherwise; DS-PPO may end before. */
    public int iterations() {
        return iterations;
    }

    /** What training begins with. */
    abstract PolicyArtefact untrained(String name, List<TrainingFamily> families, long seed);

    /** Goes on from a state. */
    BaselineLearner learner(
            PolicyArtefact origin, BaselineState state, LongFunction<Lesson> lessons) {
        return new ScorerLearner(
                origin,
                state,
                ScorerSettings.DEFAULT,
                lessons,
                new ObjectiveReward(ObjectiveWeights.COMPLETION),
                GraphTower::linear);
    }

    /** Hyper-parameters in words. */
    String settings() {
        return ScorerSettings.DEFAULT.toString();
    }

    private static PolicyArtefact scorer(
            String name, NetworkForm form, List<TrainingFamily> families, long seed) {
        return ScorerLearner.untrained(
                name,
                form,
                ScorerSettings.DEFAULT,
                StartingPolicy.greedy(name, families).normalisers(),
                seed);
    }
}
