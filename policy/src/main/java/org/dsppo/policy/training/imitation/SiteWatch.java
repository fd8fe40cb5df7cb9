package org.dsppo.policy.training.imitation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.dsppo.policy.learned.features.CellFeatures;
import org.dsppo.policy.learned.features.SiteDescription;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.PlacementRound;

/**
 * Lets a policy decide and keeps some moments of the run, drawn evenly from all its rounds
 * (reservoir sampling, Vitter 1985).
 */
final class SiteWatch implements PlacementPolicy {

    private static final int KEPT = 12;

    private final int sample;
    private final PlacementPolicy policy;
    private final CellFeatures features = new CellFeatures();
    private final List<GateExample> kept = new ArrayList<>();
    private final SplittableRandom random;
    private SiteDescription site;
    private long describedAsOf = -1;
    private int rounds;

    /**
     * @param sample number of the run's sample
     */
    SiteWatch(int sample, PlacementPolicy policy) {
        this.sample = sample;
        this.policy = policy;
        this.random = new SplittableRandom(sample * 1_000_003L);
    }

    @Override
    public String name() {
        return policy.name();
    }

    @Override
    public void decide(PlacementRound round) {
        features.begin(round);
        if (round.waiting() > 0) {
            int place = rounds < KEPT ? rounds : random.nextInt(rounds + 1);
            rounds++;
            if (place < KEPT) {
                keep(place);
            }
        }
        policy.decide(round);
    }

    private void keep(int place) {
        if (features.make() != describedAsOf) {
            describedAsOf = features.make();
            site = features.describe();
        }
        GateExample example = new GateExample(sample, site, features.cell().clone());
        if (place < kept.size()) {
            kept.set(place, example);
        } else {
            kept.add(example);
        }
    }

    List<GateExample> examples() {
        return kept;
    }
}
