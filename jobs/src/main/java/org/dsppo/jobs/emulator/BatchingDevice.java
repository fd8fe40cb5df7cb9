package org.dsppo.jobs.emulator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.dsppo.policy.device.batchqueue.BatchServer;
import org.dsppo.policy.device.batchqueue.QueueTally;
import org.dsppo.policy.device.batchqueue.ServerObserver;
import org.dsppo.policy.device.tuning.DeviceConfiguration;
import org.dsppo.policy.device.tuning.EpisodeArrivals;
import org.dsppo.policy.device.tuning.TunedClass;
import org.dsppo.policy.device.tuning.TunedDevice;
import org.dsppo.schemas.allocation.Allocation;
import org.dsppo.schemas.task.TaskEvent;
import org.dsppo.schemas.task.TaskEventKind;

/**
 * An emulated node that serves task classes in batches by their laws of service and takes up
 * allocations. It reports each task: STARTED when the node takes charge of it, FINISHED with its
 * batch, FAILED if its queue has no place.
 *
 * <p>Driven by whoever advances it; not safe for several threads.
 */
public final class BatchingDevice {
    private static final double MILLIS = 1000;

    private final String nodeId;
    private final TunedDevice device;
    private final long startMillis;
    private final double reconfigurationSeconds;
    private final Consumer<TaskEvent> events;
    private final List<BatchServer> servers = new ArrayList<>();
    private final List<QueueTally> tallies = new ArrayList<>();
    private final int[] percents;
    private final int[] batchMins;
    private final int[] batches;

    /**
     * @param startMillis epoch milliseconds at which the arrivals start
     * @param reconfigurationSeconds for how long a class whose share changes starts no batch
     * @param events is told what happens to tasks
     */
    public BatchingDevice(
            String nodeId,
            TunedDevice device,
            EpisodeArrivals arrivals,
            DeviceConfiguration initial,
            long startMillis,
            double reconfigurationSeconds,
            Consumer<TaskEvent> events) {
        this.nodeId = nodeId;
        this.device = device;
        this.startMillis = startMillis;
        this.reconfigurationSeconds = reconfigurationSeconds;
        this.events = events;
        this.percents = new int[device.size()];
        this.batchMins = new int[device.size()];
        this.batches = new int[device.size()];
        for (int at = 0; at < device.size(); at++) {
            TunedClass tuned = device.tunedClass(at);
            percents[at] = initial.percent(at);
            batchMins[at] = 1;
            batches[at] = initial.batchMax(at);
            tallies.add(QueueTally.EMPTY);
            servers.add(
                    new BatchServer(
                            tuned.law(),
                            device.waitingPlaces(),
                            arrivals.times().get(at),
                            EpisodeArrivals.START_SECONDS,
                            initial.share(at),
                            1,
                            initial.batchMax(at),
                            new Reporter(tuned.name())));
        }
    }

    /** Lets everything happen up to a time. */
    public void advanceTo(long epochMillis) {
        double seconds = seconds(epochMillis);
        for (int at = 0; at < servers.size(); at++) {
            QueueTally tally = servers.get(at).advanceTo(seconds);
            tallies.set(at, tallies.get(at).plus(tally));
        }
    }

    /**
     * Takes up an allocation of this node from the time on that it was last advanced to. True if it
     * changes anything.
     */
    public boolean apply(Allocation allocation) {
        boolean changed = false;
        for (int at = 0; at < device.size(); at++) {
            boolean meant =
                    allocation.nodeId().equals(nodeId)
                            && allocation.taskClass().equals(device.tunedClass(at).name());
            if (meant) {
                boolean moved = allocation.sharePercent() != percents[at];
                changed =
                        moved
                                || allocation.batchMin() != batchMins[at]
                                || allocation.batchMax() != batches[at];
                percents[at] = allocation.sharePercent();
                batchMins[at] = allocation.batchMin();
                batches[at] = allocation.batchMax();
                servers.get(at)
                        .reconfigure(
                                percents[at] / 100.0,
                                batchMins[at],
                                batches[at],
                                moved ? reconfigurationSeconds : 0);
            }
        }
        return changed;
    }

    /** What happened so far, all classes together. */
    public QueueTally tally() {
        QueueTally all = QueueTally.EMPTY;
        for (QueueTally each : tallies) {
            all = all.plus(each);
        }
        return all;
    }

    /** Share of a class in force, per cent. */
    public int percent(int at) {
        return percents[at];
    }

    /** Largest batch of a class in force. */
    public int batchMax(int at) {
        return batches[at];
    }

    private double seconds(long epochMillis) {
        return EpisodeArrivals.START_SECONDS + (epochMillis - startMillis) / MILLIS;
    }

    private long millis(double seconds) {
        return startMillis + Math.round((seconds - EpisodeArrivals.START_SECONDS) * MILLIS);
    }

    /** Gives the tasks of a class their ids and remembers the order in which they wait. */
    private final class Reporter implements ServerObserver {
        private final String taskClass;
        private final Deque<Long> present = new ArrayDeque<>();
        private long arrived;

        Reporter(String taskClass) {
            this.taskClass = taskClass;
        }

        @Override
        public void accepted(double seconds) {
            present.add(arrived);
            report(arrived++, TaskEventKind.STARTED, seconds, null);
        }

        @Override
        public void lost(double seconds) {
            report(arrived, TaskEventKind.STARTED, seconds, null);
            report(arrived++, TaskEventKind.FAILED, seconds, "queue is full");
        }

        @Override
        public void finished(double seconds, int tasks) {
            for (int task = 0; task < tasks; task++) {
                report(present.remove(), TaskEventKind.FINISHED, seconds, null);
            }
        }

        private void report(long task, TaskEventKind kind, double seconds, String reason) {
            String taskId = nodeId + "-" + taskClass + "-" + task;
            events.accept(
                    new TaskEvent(
                            taskId + "#1",
                            taskId,
                            1,
                            "default",
                            nodeId,
                            taskClass,
                            kind,
                            millis(seconds),
                            reason));
        }
    }
}
