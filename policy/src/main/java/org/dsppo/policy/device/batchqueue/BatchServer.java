package org.dsppo.policy.device.batchqueue;

/**
 * Event simulation of one queue with batch service, whose share and batch bounds may change between
 * any two events. A change holds from the next batch on; the one in service ends as it began.
 *
 * <p>Same rules as {@link BatchQueue}. Time is the caller's, in seconds; the same arrivals and
 * changes give the same run.
 */
public final class BatchServer {
    private final ServiceLaw law;
    private final int waitingPlaces;
    private final ArrivalTimes arrivals;

    private final ServerObserver observer;
    private double share;
    private int batchMin;
    private int batchMax;
    private double startNotBefore;

    private double now;
    private double nextArrival;
    private double batchEndsAt = Double.POSITIVE_INFINITY;
    private int waiting;
    private int inService;

    private double tallyFrom;
    private double presentSeconds;
    private double waitingSeconds;
    private double busySeconds;
    private long arrived;
    private long lost;
    private long batches;
    private long batchedTasks;

    /**
     * @param startSeconds time before the first arrival
     * @param share of the device to begin with
     */
    public BatchServer(
            ServiceLaw law,
            int waitingPlaces,
            ArrivalTimes arrivals,
            double startSeconds,
            double share,
            int batchMin,
            int batchMax) {
        this(
                law,
                waitingPlaces,
                arrivals,
                startSeconds,
                share,
                batchMin,
                batchMax,
                ServerObserver.NONE);
    }

    /**
     * @param observer is told what becomes of tasks
     */
    public BatchServer(
            ServiceLaw law,
            int waitingPlaces,
            ArrivalTimes arrivals,
            double startSeconds,
            double share,
            int batchMin,
            int batchMax,
            ServerObserver observer) {
        this.observer = observer;
        this.law = law;
        this.waitingPlaces = waitingPlaces;
        this.arrivals = arrivals;
        this.now = startSeconds;
        this.tallyFrom = startSeconds;
        this.startNotBefore = startSeconds;
        this.nextArrival = arrivals.next();
        this.share = share;
        this.batchMin = batchMin;
        this.batchMax = batchMax;
    }

    /**
     * Changes the allocation now.
     *
     * @param pauseSeconds for how long no batch may start from now on; 0 leaves a pause as it is
     */
    public void reconfigure(
            double newShare, int newBatchMin, int newBatchMax, double pauseSeconds) {
        if (!(newShare > 0 && newShare <= 1)
                || newBatchMin < 1
                || newBatchMax < newBatchMin
                || waitingPlaces < newBatchMin - 1) {
            throw new IllegalArgumentException(
                    "share %s with batches of %d to %d and %d places, expected a share in (0, 1] and 1 <= a <= b, a - 1 <= N"
                            .formatted(newShare, newBatchMin, newBatchMax, waitingPlaces));
        }
        share = newShare;
        batchMin = newBatchMin;
        batchMax = newBatchMax;
        startNotBefore = Math.max(startNotBefore, now + pauseSeconds);
        startIfPossible();
    }

    /** Runs to a time that is not before the last, and tallies what happened since the last. */
    public QueueTally advanceTo(double seconds) {
        while (true) {
            double at = Math.min(nextArrival, Math.min(batchEndsAt, pauseEnd()));
            if (at > seconds) {
                break;
            }
            passTo(at);
            if (at == batchEndsAt) {
                observer.finished(at, inService);
                batchEndsAt = Double.POSITIVE_INFINITY;
                inService = 0;
            } else if (at == nextArrival) {
                accept();
                nextArrival = arrivals.next();
            }
            startIfPossible();
        }
        passTo(seconds);
        return tally();
    }

    public int waiting() {
        return waiting;
    }

    /** When a pause ends that keeps an idle server from starting; infinity without. */
    private double pauseEnd() {
        return isIdle() && waiting >= batchMin && startNotBefore > now
                ? startNotBefore
                : Double.POSITIVE_INFINITY;
    }

    private boolean isIdle() {
        return batchEndsAt == Double.POSITIVE_INFINITY;
    }

    private void passTo(double seconds) {
        double elapsed = seconds - now;
        presentSeconds += elapsed * (waiting + inService);
        waitingSeconds += elapsed * waiting;
        if (!isIdle()) {
            busySeconds += elapsed;
        }
        now = seconds;
    }

    /** A task is lost if the room is full and it cannot complete a batch that starts at once. */
    private void accept() {
        arrived++;
        boolean startsAtOnce = isIdle() && startNotBefore <= now && waiting + 1 >= batchMin;
        if (waiting < waitingPlaces || startsAtOnce) {
            waiting++;
            observer.accepted(now);
        } else {
            lost++;
            observer.lost(now);
        }
    }

    private void startIfPossible() {
        if (isIdle() && waiting >= batchMin && startNotBefore <= now) {
            inService = Math.min(waiting, batchMax);
            waiting -= inService;
            batchEndsAt = now + law.seconds(inService, share);
            batches++;
            batchedTasks += inService;
        }
    }

    private QueueTally tally() {
        QueueTally tally =
                new QueueTally(
                        now - tallyFrom,
                        presentSeconds,
                        waitingSeconds,
                        busySeconds,
                        arrived,
                        lost,
                        batches,
                        batchedTasks);
        tallyFrom = now;
        presentSeconds = 0;
        waitingSeconds = 0;
        busySeconds = 0;
        arrived = 0;
        lost = 0;
        batches = 0;
        batchedTasks = 0;
        return tally;
    }
}
