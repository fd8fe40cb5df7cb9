package org.dsppo.operators.serving;

import org.dsppo.schemas.decision.PolicyReference;

/** Figures of the version that decides, while a window is open. */
final class ReportWindow {

    private final long startMillis;
    private long arrived;
    private long assigned;
    private double waitingMillis;
    private long waitedMillis;
    private double excessMillis;
    private double shortestMillis;
    private long fallbacks;
    private Comparison reference = Comparison.NONE;

    ReportWindow(long startMillis) {
        this.startMillis = startMillis;
    }

    long startMillis() {
        return startMillis;
    }

    void arrived(long tasks) {
        arrived += tasks;
    }

    void waited(double taskMillis) {
        waitingMillis += taskMillis;
    }

    void assigned(long waitMillis, double placeMillis, double ofShortestMillis) {
        assigned++;
        waitedMillis += Math.max(0, waitMillis);
        excessMillis += placeMillis - ofShortestMillis;
        shortestMillis += ofShortestMillis;
    }

    void fellBack() {
        fallbacks++;
    }

    void compared(Comparison withReference) {
        reference = reference.plus(withReference);
    }

    /** True if there is nothing to report. */
    boolean isEmpty() {
        return assigned == 0 && fallbacks == 0;
    }

    PolicyReport close(String cell, PolicyReference policy) {
        return new PolicyReport(
                cell,
                policy.name(),
                policy.version(),
                policy.stage(),
                startMillis,
                arrived,
                assigned,
                waitingMillis,
                waitedMillis,
                excessMillis,
                shortestMillis,
                fallbacks,
                reference);
    }
}
