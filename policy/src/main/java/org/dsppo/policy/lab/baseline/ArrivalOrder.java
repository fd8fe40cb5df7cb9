package org.dsppo.policy.lab.baseline;

import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.QueueCursor;
import org.dsppo.policy.placement.WaitingTask;

/** Scheduling order, which is that of arrival within a priority. */
enum ArrivalOrder implements TaskOrder {

    /** A task that fits nowhere steps aside with its group, for which nothing fits then either. */
    STEPPING_ASIDE,
    /** A task that fits nowhere holds up all behind it. */
    BLOCKING;

    @Override
    public void decide(PlacementRound round, PlacementRule rule) {
        QueueCursor queue = round.queue();
        for (WaitingTask task = queue.next(); task != null; task = queue.next()) {
            Placement place = rule.choose(task, round);
            if (place != null) {
                round.assign(task, place.strategy(), place.node(), null, place.devices());
            } else if (this == BLOCKING) {
                return;
            } else {
                queue.skipGroup();
            }
        }
    }
}
