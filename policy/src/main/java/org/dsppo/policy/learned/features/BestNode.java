package org.dsppo.policy.learned.features;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The best of a pool's nodes by some order, as the winner of a tournament: when a node changes,
 * only its own games are played again, as many as the logarithm of the number of nodes. Nothing is
 * kept before the first question.
 */
final class BestNode {

    private static final int NOBODY = -1;

    /** An order of nodes in which no two are equal. */
    @FunctionalInterface
    interface Order {
        boolean precedes(int x, int y);
    }

    private final IntPredicate admitted;
    private final Order order;
    private long readTo;
    private long epoch;

    /** Winners; that of game i is the better of those of 2 i and 2 i + 1, node r is game n + r. */
    private int[] winners;

    /**
     * @param admitted asked of every node that changed: false if it takes no part
     */
    BestNode(IntPredicate admitted, Order order) {
        this.admitted = admitted;
        this.order = order;
    }

    /**
     * Its rank, -1 if no node takes part.
     *
     * @param changes of the pool's nodes
     * @param nodes how many the pool has
     * @param now another number than before if the order itself changed
     */
    int get(ChangedNodes changes, int nodes, long now) {
        if (winners == null || epoch != now || !changes.follows(readTo)) {
            playAll(nodes);
        } else {
            for (long at = readTo; at < changes.end(); at++) {
                playAgain(changes.rank(at), nodes);
            }
        }
        readTo = changes.end();
        epoch = now;
        return nodes == 0 ? NOBODY : winners[1];
    }

    private void playAll(int nodes) {
        if (winners == null) {
            winners = new int[2 * Math.max(1, nodes)];
            Arrays.fill(winners, NOBODY);
        }
        for (int rank = 0; rank < nodes; rank++) {
            winners[nodes + rank] = admitted.test(rank) ? rank : NOBODY;
        }
        for (int game = nodes - 1; game > 0; game--) {
            play(game);
        }
    }

    private void playAgain(int rank, int nodes) {
        winners[nodes + rank] = admitted.test(rank) ? rank : NOBODY;
        for (int game = (nodes + rank) / 2; game > 0; game /= 2) {
            play(game);
        }
    }

    private void play(int game) {
        int x = winners[2 * game];
        int y = winners[2 * game + 1];
        winners[game] = y == NOBODY || x != NOBODY && order.precedes(x, y) ? x : y;
    }
}
