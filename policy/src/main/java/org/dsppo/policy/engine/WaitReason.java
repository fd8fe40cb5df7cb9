package org.dsppo.policy.engine;

import org.dsppo.policy.placement.Strategy;
import org.dsppo.policy.resource.Quantity;
import org.dsppo.policy.resource.ResourceDemand;

/**
 * Why a task waits, or a group of which it is the head: what stands in the way of its fastest
 * strategy.
 *
 * @param kind without amounts: while it stays the same there is nothing new to tell
 * @param text for people, with amounts as they are now
 */
record WaitReason(String kind, String text) {

    static WaitReason of(CellState state, LiveTask task, long nowMillis) {
        Reservation other = state.reservations.standingAgainst(task);
        if (other != null) {
            return new WaitReason(
                    "the place is kept for a task that ranks before it",
                    "%s is kept for %s, which ranks before it"
                            .formatted(other.node, other.task.taskId()));
        }
        if (state.deadlines.holdsBack(task, nowMillis)) {
            return same("its deadline can be met in a place that should be free in time");
        }
        if (Shortages.anyFits(state.model, task.strategies())) {
            return same("held back by policy " + state.policy.name());
        }
        WaitReason shortage = shortage(state, task.strategies().fastestFirst().get(0), nowMillis);
        Reservation own = state.reservations.of(task);
        return own == null
                ? shortage
                : new WaitReason(
                        shortage.kind + "; a place is kept for it",
                        "%s; %s is kept for it".formatted(shortage.text, own.node));
    }

    /** The resource that the most nodes lack, and how much the best of them has of it. */
    private static WaitReason shortage(CellState state, Strategy strategy, long nowMillis) {
        CellModel model = state.model;
        ResourceDemand demand = strategy.demand();
        int[] lacking = new int[demand.size()];
        NodeLedger[] richest = new NodeLedger[demand.size()];
        for (NodeLedger node : model.strategies().eligible(strategy)) {
            for (int i = 0; node.schedulable() && i < demand.size(); i++) {
                int kind = demand.kind(i);
                long free = node.offered(demand, kind);
                lacking[i] += free < demand.amount(i) ? 1 : 0;
                if (richest[i] == null || free > richest[i].offered(demand, kind)) {
                    richest[i] = node;
                }
            }
        }
        if (demand.size() == 0 || richest[0] == null) {
            return outOfService(state, strategy, nowMillis);
        }
        int worst = 0;
        for (int i = 1; i < lacking.length; i++) {
            worst = lacking[i] > lacking[worst] ? i : worst;
        }
        int kind = demand.kind(worst);
        String what =
                "not enough %s free for any strategy, %s first"
                        .formatted(model.space().name(kind), strategy.id());
        return new WaitReason(
                what,
                "%s: needs %s, at most %s free (%s)"
                        .formatted(
                                what,
                                plain(demand.amount(worst)),
                                plain(richest[worst].offered(demand, kind)),
                                richest[worst].nodeId()));
    }

    private static WaitReason outOfService(CellState state, Strategy strategy, long nowMillis) {
        String what = "no node for strategy " + strategy.id() + " is in service";
        for (NodeLedger node : state.model.strategies().eligible(strategy)) {
            String why = state.reputations.why(node, nowMillis);
            if (why != null) {
                String kind = what + ", " + node.name() + " is left alone";
                return new WaitReason(kind, kind + ": " + why);
            }
        }
        return same(what);
    }

    private static WaitReason same(String text) {
        return new WaitReason(text, text);
    }

    /** Without a fraction where there is none. */
    private static String plain(long millionths) {
        return millionths % Quantity.ONE == 0
                ? Long.toString(millionths / Quantity.ONE)
                : Double.toString(Quantity.toDecimal(millionths));
    }
}
