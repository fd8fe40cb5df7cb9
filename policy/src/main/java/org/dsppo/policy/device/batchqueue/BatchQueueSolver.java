package org.dsppo.policy.device.batchqueue;

/**
 * Exact long-run figures of a {@link BatchQueue}.
 *
 * <p>The number waiting just after a batch ends is a Markov chain on 0..N: the server waits until a
 * tasks are there, takes r of them, and meanwhile a Poisson number arrives. Its stationary law π
 * gives the length of a cycle, and with it the time-averages (Neuts 1967 for the general bulk
 * service rule; here with deterministic service and a finite room). The share of lost arrivals is
 * summed from tails of the Poisson law, since as 1 − E[r]/(λ E[C]) it would drown in rounding where
 * it is small.
 */
public final class BatchQueueSolver {

    private BatchQueueSolver() {}

    /** Solves a queue; cost grows with the cube of its waiting places. */
    public static QueueFigures solve(BatchQueue queue) {
        int places = queue.waitingPlaces();
        PoissonCounts[] during = arrivalsDuringService(queue);
        double[] law =
                StationaryLaw.of(
                        transitions(queue, during),
                        places + 1,
                        likelyState(queue),
                        queue.batchMax());
        double cycle = 0;
        double service = 0;
        double batch = 0;
        double servedSeconds = 0;
        double lostPerCycle = 0;
        for (int left = 0; left <= places; left++) {
            int taken = queue.batchFor(left);
            double seconds = queue.serviceSeconds(taken);
            int room = places - (Math.max(left, taken) - taken);
            cycle += law[left] * (idleArrivals(queue, left) / queue.arrivalsPerSecond() + seconds);
            service += law[left] * seconds;
            batch += law[left] * taken;
            servedSeconds += law[left] * taken * seconds;
            lostPerCycle += law[left] * during[taken].meanExcess(room);
        }
        double arrivalsPerCycle = queue.arrivalsPerSecond() * cycle;
        double lossShare = lostPerCycle / arrivalsPerCycle;
        double throughput = batch / cycle;
        double waiting = meanWaiting(queue, law, arrivalsPerCycle, lossShare);
        double present = waiting + servedSeconds / cycle;
        return new QueueFigures(
                present,
                waiting,
                present / throughput,
                waiting / throughput,
                lossShare,
                batch,
                throughput,
                service / cycle);
    }

    private static int idleArrivals(BatchQueue queue, int left) {
        return Math.max(queue.batchMin() - left, 0);
    }

    /** By batch size; sizes that no batch has stay null. */
    private static PoissonCounts[] arrivalsDuringService(BatchQueue queue) {
        int largest = queue.batchFor(queue.waitingPlaces());
        PoissonCounts[] during = new PoissonCounts[largest + 1];
        for (int batch = queue.batchMin(); batch <= largest; batch++) {
            during[batch] =
                    new PoissonCounts(queue.arrivalsPerSecond() * queue.serviceSeconds(batch));
        }
        return during;
    }

    private static double[] transitions(BatchQueue queue, PoissonCounts[] during) {
        int places = queue.waitingPlaces();
        int states = places + 1;
        double[] transitions = new double[states * states];
        for (int left = 0; left <= places; left++) {
            int taken = queue.batchFor(left);
            int stay = Math.max(left, taken) - taken;
            int row = left * states;
            for (int arrived = 0; stay + arrived < places; arrived++) {
                transitions[row + stay + arrived] = during[taken].probability(arrived);
            }
            transitions[row + places] = during[taken].atLeast(places - stay);
        }
        return transitions;
    }

    /** Where the number waiting settles if each batch meets exactly the mean of arrivals. */
    private static int likelyState(BatchQueue queue) {
        double waiting = 0;
        for (int cycle = 0; cycle < 2 * queue.waitingPlaces() + 10; cycle++) {
            int left = (int) waiting;
            int taken = queue.batchFor(left);
            double arrivals = queue.arrivalsPerSecond() * queue.serviceSeconds(taken);
            double stay = Math.max(waiting - taken, 0);
            waiting = Math.min(stay + arrivals, queue.waitingPlaces());
        }
        return (int) waiting;
    }

    private static double meanWaiting(
            BatchQueue queue, double[] law, double arrivalsPerCycle, double lossShare) {
        int places = queue.waitingPlaces();
        double mean = places * lossShare;
        double cumulated = 0;
        for (int waiting = 0; waiting < queue.batchMin(); waiting++) {
            cumulated += law[waiting];
            mean += waiting * cumulated / arrivalsPerCycle;
        }
        for (int waiting = 1; waiting < places; waiting++) {
            double busy = 0;
            for (int left = waiting + 1;
                    left <= Math.min(waiting + queue.batchMax(), places);
                    left++) {
                busy += law[left];
            }
            mean += waiting * busy / arrivalsPerCycle;
        }
        return mean;
    }
}
