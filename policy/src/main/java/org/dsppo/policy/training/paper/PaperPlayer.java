package org.dsppo.policy.training.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.lab.simulation.SimulationResult;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.learned.features.PaperInput;
import org.dsppo.policy.learned.features.PaperReader;
import org.dsppo.policy.learned.network.PaperNetwork;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.training.baseline.ActionLikelihoods;
import org.dsppo.policy.training.ppo.CellUse;
import org.dsppo.policy.training.ppo.EpisodeReward;
import org.dsppo.policy.training.ppo.Lesson;
import org.dsppo.policy.training.ppo.RunCosts;
import org.dsppo.policy.training.ppo.Step;

/** Plays an episode with the paper's network, drawing actions by their likelihood. */
final class PaperPlayer implements PlacementPolicy {

    private final PaperReader reader = new PaperReader();
    private final PaperNetwork network;
    private final boolean withUtilisation;
    private final SplittableRandom random;
    private final List<PaperStep> steps = new ArrayList<>();

    private PaperPlayer(PaperNetwork network, boolean withUtilisation, long seed) {
        this.network = network;
        this.withUtilisation = withUtilisation;
        this.random = new SplittableRandom(seed);
    }

    static PaperEpisode play(PaperNetwork network, Lesson lesson, EpisodeReward reward, long seed) {
        PaperPlayer player = new PaperPlayer(network, reward.readsUtilisation(), seed);
        SimulationResult run = Simulator.run(lesson.workload(), () -> player);
        SimulationResult baseline = Simulator.run(lesson.workload(), lesson.baseline());
        List<Step> steps = player.steps.stream().map(PaperStep::step).toList();
        return new PaperEpisode(
                player.steps,
                reward.of(steps, run, baseline),
                lesson.workload().tasks().size(),
                Math.log(
                        new RunCosts(run).meanCompletionMillis()
                                / new RunCosts(baseline).meanCompletionMillis()));
    }

    @Override
    public String name() {
        return "paper-player";
    }

    /** True: what it leaves waiting belongs to what is learned from. */
    @Override
    public boolean waitsByRule() {
        return true;
    }

    @Override
    public void decide(PlacementRound round) {
        reader.begin(round);
        for (PaperInput input = reader.next(); input != null; input = reader.next()) {
            network.read(input);
            ActionLikelihoods likelihoods =
                    new ActionLikelihoods(network.scores(), 0, input.actions());
            int action = likelihoods.draw(random);
            steps.add(
                    new PaperStep(
                            input,
                            likelihoods.log(action),
                            network.value(),
                            note(round, input, action)));
            reader.choose(action);
        }
    }

    private Step note(PlacementRound round, PaperInput input, int action) {
        boolean waits = action == input.choiceNodes().length;
        return new Step(
                null,
                null,
                true,
                action,
                0,
                0,
                round.nowMillis(),
                waits ? null : reader.task().taskId(),
                waits ? 0 : CellUse.share(round, reader.node(action), reader.strategy(action)),
                withUtilisation ? CellUse.utilisation(round) : 0);
    }
}
