package org.dsppo.policy.training.calibration;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.selection.Policies;
import org.dsppo.policy.learned.network.CalibratedPolicy;
import org.dsppo.policy.learned.network.CalibrationTable;
import org.dsppo.policy.learned.network.DsPpoPolicy;
import org.dsppo.policy.learned.weights.PolicyArtefact;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * Policies by name for a site: the learned one is calibrated there first, unless its name says
 * {@code :calibrated=no}. What was found is kept for as long as this lives.
 */
public final class CalibratedPolicies {

    private final CalibrationSettings settings;
    private final Listener listener;
    private final Map<Site, CalibrationTable> tables = new ConcurrentHashMap<>();

    /** Told of calibrations. */
    public interface Listener {
        /**
         * A site is calibrated now, which takes a while.
         *
         * @param site name of its catalogue
         */
        void begins(String site);

        /**
         * @param site name of its catalogue
         * @param outcome who decides where, and what it took
         * @param millis how long that took
         */
        void calibrated(String site, Calibration.Outcome outcome, long millis);
    }

    private record Site(String policy, int weights, Catalogue catalogue) {}

    public CalibratedPolicies(CalibrationSettings settings, Listener listener) {
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Makes policies of one kind.
     *
     * @param specification a name with options, see {@link Policies}
     * @throws IllegalArgumentException naming what is wrong and what is known
     */
    public Supplier<PlacementPolicy> named(String specification, Catalogue site) {
        if (!Policies.isCalibrated(specification)) {
            return Policies.named(specification);
        }
        PolicyArtefact artefact = Policies.artefact(specification);
        Site key = new Site(specification, Arrays.hashCode(artefact.weights()), site);
        CalibrationTable table = tables.computeIfAbsent(key, missing -> calibrate(artefact, site));
        if (table.isAsItIs()) {
            return Policies.named(specification);
        }
        return () ->
                new CalibratedPolicy(
                        new DsPpoPolicy(artefact), table, name -> Baselines.named(name).get());
    }

    private CalibrationTable calibrate(PolicyArtefact artefact, Catalogue site) {
        listener.begins(site.name());
        long begun = System.nanoTime();
        Calibration.Outcome outcome = Calibration.of(site, LeaningPolicy.of(artefact), settings);
        listener.calibrated(site.name(), outcome, (System.nanoTime() - begun) / 1_000_000);
        return outcome.table();
    }
}
