package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dsppo.policy.placement.NodeView;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.QueueCursor;
import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.placement.WaitingTask;

/**
 * Places anywhere or leaves waiting, by chance that depends only on seed, time and task: two
 * engines in the same state decide the same. Writes down the queue it saw.
 */
final class ScatterPolicy implements PlacementPolicy {

    private final long seed;
    private final boolean eager;
    private final List<String> seen = new ArrayList<>();

    /**
     * @param eager never leaves a task waiting that fits
     */
    ScatterPolicy(long seed, boolean eager) {
        this.seed = seed;
        this.eager = eager;
    }

    /** Tasks in the order of the last walk over the queue. */
    List<String> seen() {
        return seen;
    }

    @Override
    public String name() {
        return "scatter";
    }

    private record Option(Strategy strategy, NodeView node, Double share) {}

    @Override
    public void decide(PlacementRound round) {
        seen.clear();
        QueueCursor queue = round.queue();
        for (WaitingTask task = queue.next(); task != null; task = queue.next()) {
            seen.add(task.taskId() + '#' + task.attempt());
            Random random =
                    new Random(
                            seed
                                    ^ task.taskId().hashCode() * 31L
                                            + round.nowMillis() * 0x9E3779B9L);
            List<Option> options = new ArrayList<>();
            for (Strategy strategy : task.strategies().listed()) {
                Double share = share(strategy, random);
                for (NodeView node : round.eligibleNodes(strategy)) {
                    if (round.fits(task, strategy, node, share)) {
                        options.add(new Option(strategy, node, share));
                    }
                }
            }
            if (!options.isEmpty() && (eager || random.nextInt(4) > 0)) {
                Option chosen = options.get(random.nextInt(options.size()));
                round.assign(task, chosen.strategy(), chosen.node(), chosen.share());
            } else if (random.nextInt(8) == 0) {
                queue.skipGroup();
            }
        }
    }

    private static Double share(Strategy strategy, Random random) {
        return strategy.elastic() == null || random.nextBoolean()
                ? null
                : (100 + random.nextInt(901)) / 1000.0;
    }
}
