package org.dsppo.policy.lab.measure;

import java.util.ArrayList;
import java.util.List;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.engine.FailureRules;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.sites.Disturbance;
import org.dsppo.policy.lab.sites.Site;
import org.dsppo.policy.lab.sites.UnseenSites;

/**
 * A site at a load.
 *
 * @param site the site
 * @param load of what it carries
 * @param disturbance what makes it harder
 */
public record SiteLoad(Site site, double load, Disturbance disturbance) {

    private static final double DISTURBED_AT = 0.9;
    private static final int DISTURBED_SITES = 10;

    /** From one to the next is another kind. */
    private static final int STEP = 4;

    /**
     * Sites on which tasks take long to arrive, ten minutes at least: how long the engine leaves a
     * lost node alone goes by the clock.
     */
    private static final List<String> SLOWEST =
            List.of(
                    "fleet-2",
                    "test-bed-3",
                    "fpga-plant-1",
                    "scarce-1",
                    "gpu-shares-4",
                    "gpu-pods-1",
                    "cpu-farm-1",
                    "zoo-3",
                    "mono-1",
                    "mono-2");

    /** The locked set at each of its loads. */
    public static List<SiteLoad> undisturbed(List<Site> sites) {
        List<SiteLoad> all = new ArrayList<>();
        for (Site site : sites) {
            for (double load : UnseenSites.LOADS) {
                all.add(new SiteLoad(site, load, Disturbance.NONE));
            }
        }
        return all;
    }

    /** Ten sites of the locked set for a disturbance, of nine kinds at least. */
    public static List<Site> disturbedSites(Disturbance disturbance) {
        List<Site> locked = UnseenSites.locked();
        if (disturbance == Disturbance.OUTAGES) {
            return locked.stream().filter(site -> SLOWEST.contains(site.name())).toList();
        }
        List<Site> sites = new ArrayList<>();
        for (int i = 0; i < DISTURBED_SITES; i++) {
            sites.add(locked.get(disturbance.ordinal() - 1 + STEP * i));
        }
        return sites;
    }

    /** Sites at load .9 with a disturbance. */
    public static List<SiteLoad> disturbed(List<Site> sites, Disturbance disturbance) {
        return sites.stream().map(site -> new SiteLoad(site, DISTURBED_AT, disturbance)).toList();
    }

    /**
     * Rules of the engine here. Where nodes are lost all the time no task is given up for having
     * been on several of them: who loses the long ones would look fast.
     */
    EngineOptions rules(EngineOptions usual) {
        if (disturbance != Disturbance.OUTAGES) {
            return usual;
        }
        FailureRules failures = usual.failures();
        return usual.toBuilder()
                .failures(
                        new FailureRules(
                                Integer.MAX_VALUE,
                                failures.retryMillis(),
                                failures.longestRetryMillis(),
                                failures.leaveAloneAfter(),
                                failures.leaveAloneMillis(),
                                failures.longestLeaveAloneMillis(),
                                failures.commonLossMillis(),
                                failures.unknownMillis(),
                                failures.withdrawnMillis()))
                .build();
    }

    Workload sample(int sample) {
        return disturbance.disturb(site.sample(load, sample), sample);
    }
}
