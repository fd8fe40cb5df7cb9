package org.dsppo.policy.training.scorer;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.learned.network.Perceptron;
import org.dsppo.policy.learned.network.ScorerPolicy;
import org.dsppo.policy.learned.network.ScorerRows;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.training.ppo.CellUse;
import org.dsppo.policy.training.ppo.EpisodeReward;
import org.dsppo.policy.training.ppo.Lesson;
import org.dsppo.policy.training.ppo.RunCosts;
import org.dsppo.policy.training.ppo.Step;

/** Plays an episode with a scorer that explores. */
final class ScorerPlayer implements PlacementPolicy {

    /** Picks among scores. */
    @FunctionalInterface
    interface Picker {

        /**
         * @param scores of the choices
         * @param count how many may be chosen
         */
        int pick(float[] scores, int count, SplittableRandom random);
    }

    private final ScorerRows rows;
    private final Perceptron perceptron;
    private final Picker picker;
    private final boolean withUtilisation;
    private final SplittableRandom random;
    private final List<Choice> choices = new ArrayList<>();
    private final float[] row = new float[ScorerRows.WIDTH];

    private ScorerPlayer(
            PolicyArtefact artefact, Picker picker, boolean withUtilisation, long seed) {
        this.rows = new ScorerRows(artefact.normalisers());
        this.perceptron =
                new Perceptron(ScorerPolicy.perceptron(artefact.shape()), artefact.weights());
        this.picker = picker;
        this.withUtilisation = withUtilisation;
        this.random = new SplittableRandom(seed);
    }

    static ScorerEpisode play(
            PolicyArtefact artefact,
            Lesson lesson,
            EpisodeReward reward,
            Picker picker,
            long seed) {
        ScorerPlayer player = new ScorerPlayer(artefact, picker, reward.readsUtilisation(), seed);
        SimulationResult run = Simulator.run(lesson.workload(), () -> player);
        SimulationResult baseline = Simulator.run(lesson.workload(), lesson.baseline());
        List<Step> steps = player.choices.stream().map(Choice::step).toList();
        return new ScorerEpisode(
                player.choices,
                reward.of(steps, run, baseline),
                Math.log(
                        new RunCosts(run).meanCompletionMillis()
                                / new RunCosts(baseline).meanCompletionMillis()));
    }

    @Override
    public String name() {
        return "scorer-player";
    }

    /** True: what it leaves waiting belongs to what is learned from. */
    @Override
    public boolean waitsByRule() {
        return true;
    }

    @Override
    public void decide(PlacementRound round) {
        rows.begin(round);
        while (round.waiting() > 0) {
            int size = rows.read();
            if (size == 0) {
                return;
            }
            float[] read = rows.rows();
            int count = round.idle() ? size : size + 1;
            float[] scores = new float[count];
            for (int i = 0; i < count; i++) {
                ScorerRows.row(read, i, row);
                scores[i] = perceptron.outputs(row)[0];
            }
            int choice = picker.pick(scores, count, random);
            boolean waits = choice == size;
            choices.add(new Choice(read, count, note(round, choice, waits)));
            if (waits) {
                return;
            }
            rows.place(choice);
        }
    }

    private Step note(PlacementRound round, int choice, boolean waits) {
        return new Step(
                null,
                null,
                true,
                choice,
                0,
                0,
                round.nowMillis(),
                waits ? null : rows.task(choice).taskId(),
                waits ? 0 : CellUse.share(round, rows.node(choice), rows.strategy(choice)),
                withUtilisation ? CellUse.utilisation(round) : 0);
    }
}
