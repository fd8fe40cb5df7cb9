package org.dsppo.jobs.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.dsppo.jobs.console.Progress;
import org.dsppo.policy.learned.network.CalibrationTable;
import org.dsppo.policy.learned.network.CalibrationTable.Range;
import org.dsppo.policy.training.calibration.CalibratedPolicies;
import org.dsppo.policy.training.calibration.Calibration;
import org.dsppo.policy.training.calibration.CalibrationSettings;

/** Says who was found to decide on a site, and what it took to find out. */
final class CalibrationNews {

    private CalibrationNews() {}

    /** Policies that are calibrated before they decide, which is told. */
    static CalibratedPolicies calibrating(Progress progress) {
        return new CalibratedPolicies(
                CalibrationSettings.DEFAULT,
                new CalibratedPolicies.Listener() {
                    @Override
                    public void begins(String site) {
                        progress.show(
                                site
                                        + ": calibrating ds-ppo on made-up arrivals, a quarter minute");
                    }

                    @Override
                    public void calibrated(String site, Calibration.Outcome outcome, long millis) {
                        progress.say(line(site, outcome, millis));
                    }
                });
    }

    private static String line(String site, Calibration.Outcome outcome, long millis) {
        return String.format(
                Locale.ROOT,
                "%s: calibrated in %.1f s, %,d simulated tasks: %s",
                site,
                millis / 1000.0,
                outcome.tasks(),
                whoDecides(outcome.table()));
    }

    private static String whoDecides(CalibrationTable table) {
        if (table.isAsItIs()) {
            return "ds-ppo decides at any load";
        }
        List<String> parts = new ArrayList<>();
        double from = 0;
        for (Range range : table.ranges()) {
            String where =
                    range.upTo() == Double.POSITIVE_INFINITY
                            ? "above"
                            : String.format(Locale.ROOT, "from load %s to %s", from, range.upTo());
            parts.add(who(range) + " " + where);
            from = range.upTo();
        }
        return String.join("; ", parts);
    }

    private static String who(Range range) {
        if (range.isAsItIs()) {
            return "ds-ppo";
        }
        double percent = 100 * Math.expm1(range.advantage());
        return String.format(
                Locale.ROOT,
                "%s (%.1f %% %s)",
                range.rule() == null ? "ds-ppo leaning" : range.rule(),
                Math.abs(percent),
                percent < 0 ? "worse" : "better");
    }
}
