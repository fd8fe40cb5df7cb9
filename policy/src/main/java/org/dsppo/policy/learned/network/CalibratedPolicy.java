package org.dsppo.policy.learned.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.schemas.decision.PolicyReference;

/**
 * The learned policy where it is best, leaning towards those of its experts that are best on the
 * site, and at loads where a rule was found to be better, that rule. Which range of loads a cell is
 * in is read from what arrived in the long run, and changes only once the load is clearly beyond
 * the end of a range.
 */
public final class CalibratedPolicy implements PlacementPolicy {

    /** Beyond the end of a range by so much, as a factor. */
    private static final double BEYOND = 1.08;

    private final DsPpoPolicy learned;
    private final CalibrationTable table;
    private final List<PlacementPolicy> rules = new ArrayList<>();
    private final List<float[]> leanings;
    private int range;

    /**
     * @param rules makes the rules that the table names
     */
    public CalibratedPolicy(
            DsPpoPolicy learned, CalibrationTable table, Function<String, PlacementPolicy> rules) {
        this.learned = learned;
        this.table = table;
        for (CalibrationTable.Range each : table.ranges()) {
            this.rules.add(each.rule() == null ? null : rules.apply(each.rule()));
        }
        this.leanings = table.ranges().stream().map(CalibrationTable.Range::leaning).toList();
        learned.lean(leanings.get(range));
    }

    @Override
    public String name() {
        return learned.name();
    }

    @Override
    public PolicyReference reference() {
        return learned.reference();
    }

    @Override
    public void decide(PlacementRound round) {
        learned.watch(round);
        double load = learned.load();
        if (load > BEYOND * table.ranges().get(range).upTo() || BEYOND * load < table.from(range)) {
            range = table.at(load);
            learned.lean(leanings.get(range));
        }
        PlacementPolicy rule = rules.get(range);
        if (rule == null) {
            learned.place(round);
        } else {
            rule.decide(round);
        }
    }
}
