package org.dsppo.operators.serving;

import org.dsppo.schemas.decision.PolicyReference;

/** Figures of the version that decides, while a window is open. */
final class ReportWindow {

    private long startMillis;
    private long assigned;
    private long waitingMillis;
    private long completionMillis;
    private long fallbacks;
    private Comparison reference = Comparison.NONE;

    ReportWindow(long startMillis) {
        this.startMillis = startMillis;
    }

    long startMillis() {
        return startMillis;
    }

    void assigned(long waitMillis, double placeMillis) {
        assigned++;
        waitingMillis += Math.max(0, waitMillis);
        completionMillis += Math.max(0, waitMillis) + Math.round(placeMillis);
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
                assigned,
                waitingMillis,
                completionMillis,
                fallbacks,
                reference);
    }

    static PolicyReport ofShadow(
            String cell, PolicyReference shadow, long startMillis, Comparison withActing) {
        return new PolicyReport(
                cell,
                shadow.name(),
                shadow.version(),
                shadow.stage(),
                startMillis,
                0,
                0,
                0,
                0,
                withActing);
    }
}
