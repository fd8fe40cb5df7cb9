package org.dsppo.jobs.demo;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.policy.device.batchqueue.QueueTally;

/**
 * What the batching demo showed.
 *
 * @param seconds length
 * @param tuned what happened on the tuned node
 * @param equal what happened on the node with equal shares
 * @param allocations that the job wrote
 * @param changes of them those that changed a share or a batch
 * @param burstChanges of these those within two steps after a class's rate went up
 * @param lagMillis mean time from the last event an allocation knows of until it holds
 */
public record BatchingDemoResult(
        int seconds,
        QueueTally tuned,
        QueueTally equal,
        int allocations,
        int changes,
        int burstChanges,
        double lagMillis) {

    /** True if tuning made tasks wait less. */
    public boolean isBetter() {
        return tuned.meanDelaySeconds() < equal.meanDelaySeconds();
    }

    public Map<String, Object> asJson() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("seconds", seconds);
        fields.put("tuned", fields(tuned));
        fields.put("equalShares", fields(equal));
        fields.put("allocations", allocations);
        fields.put("changes", changes);
        fields.put("changesAfterBursts", burstChanges);
        fields.put("meanLagMillis", lagMillis);
        fields.put("better", isBetter());
        return fields;
    }

    private static Map<String, Object> fields(QueueTally tally) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tasks", tally.arrivals());
        fields.put("meanDelayMillis", 1000 * tally.meanDelaySeconds());
        fields.put("lossShare", tally.lossShare());
        return fields;
    }

    public void print(PrintWriter out) {
        TextTable table = new TextTable("node", "tasks", "mean delay", "lost");
        row(table, "tuned", tuned);
        row(table, "equal shares", equal);
        table.lines().forEach(out::println);
        out.printf(
                "%n%d changes of a share or batch in %d s, %d of them right after a burst began; %d allocations, mean lag %s%n",
                changes, seconds, burstChanges, allocations, Figures.millis(lagMillis));
        out.flush();
    }

    private static void row(TextTable table, String node, QueueTally tally) {
        table.row(
                node,
                Figures.count(tally.arrivals()),
                Figures.millis(1000 * tally.meanDelaySeconds()),
                Figures.percent(tally.lossShare()));
    }
}
