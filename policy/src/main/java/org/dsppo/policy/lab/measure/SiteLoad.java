package org.dsppo.policy.lab.measure;

import java.util.ArrayList;
import java.util.List;
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

    /** Ten sites of the locked set for a disturbance, of ten kinds, others for each of them. */
    public static List<Site> disturbedSites(Disturbance disturbance) {
        List<Site> locked = UnseenSites.locked();
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

    Workload sample(int sample) {
        return disturbance.disturb(site.sample(load, sample), sample);
    }
}
