package org.dsppo.jobs.report.experiment;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.report.SignificantFigures;
import org.dsppo.jobs.report.TextTable;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;
import org.dsppo.policy.lab.evaluation.ExperimentResults.Instance;
import org.dsppo.policy.lab.evaluation.ExperimentResults.Policy;

/**
 * The policies of one instance for a terminal: the best, and the learned ones wherever they are.
 */
public final class ComparisonTable {

    private static final int ROWS = 12;

    private ComparisonTable() {}

    /** The table's lines, and one more if policies were left out. */
    public static List<String> lines(Instance instance) {
        TextTable table =
                new TextTable(
                        "policy",
                        "completion, s",
                        "waiting, s",
                        "p95, s",
                        "p99, s",
                        "to best heuristic, %",
                        "finished",
                        "rejected",
                        "violations");
        int shown = 0;
        for (int i = 0; i < instance.policies().size(); i++) {
            Policy policy = instance.policies().get(i);
            if (i < ROWS || !Baselines.isHeuristic(policy.policy())) {
                table.row(row(policy, instance.bestHeuristic()));
                shown++;
            }
        }
        List<String> lines = new ArrayList<>(table.lines());
        int more = instance.policies().size() - shown;
        if (more > 0) {
            lines.add("… and %d more in the report".formatted(more));
        }
        return lines;
    }

    private static String[] row(Policy policy, String bestHeuristic) {
        return new String[] {
            policy.policy(),
            seconds(policy.completionMillis()),
            seconds(policy.waitingMillis()),
            seconds(policy.detail().p95CompletionMillis()),
            seconds(policy.detail().p99CompletionMillis()),
            toBest(policy, bestHeuristic),
            Figures.count(policy.finished()),
            Figures.count(policy.rejected()),
            Figures.count(policy.violations())
        };
    }

    private static String seconds(ConfidenceInterval millis) {
        return SignificantFigures.of(millis.mean() / 1000, millis.halfWidth() / 1000);
    }

    private static String toBest(Policy policy, String bestHeuristic) {
        if (policy.differenceToBest() == null) {
            return "–";
        }
        return policy.policy().equals(bestHeuristic)
                ? "best"
                : SignificantFigures.signed(
                        100 * policy.differenceToBest().mean(),
                        100 * policy.differenceToBest().halfWidth());
    }
}
