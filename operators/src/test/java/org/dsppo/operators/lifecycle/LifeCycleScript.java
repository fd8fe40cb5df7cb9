package org.dsppo.operators.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.operators.serving.CanarySplit;
import org.dsppo.operators.serving.Comparison;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.operators.state.LifeCycleState;
import org.dsppo.schemas.policyversion.PolicyStages;

/**
 * Plays the job to a life cycle: what comes in force, what versions did in windows and what replays
 * say; its requests come back only when a test says so.
 */
abstract class LifeCycleScript {

    static final long WINDOW = 1_000;
    static final LifeCycleOptions OPTIONS =
            LifeCycleOptions.of("p", true, CanarySplit.WINDOWS, WINDOW).withSamples(200, 200, 5);

    final Versions versions = new Versions();
    final List<PolicyStages> published = new ArrayList<>();
    ReplayOutcome replayed = new ReplayOutcome(500, 1_000, 990);
    Integer comparedWith;
    long nowMillis = 1_000;
    LifeCycleLogic logic = logic(OPTIONS, LifeCycleState.INITIAL);

    static final class Versions implements VersionCatalogue {
        final Map<String, PolicyStages> records = new HashMap<>();
        final Set<Integer> usable = new HashSet<>();
        final Map<Integer, String> refusals = new HashMap<>();
        Integer builtIn;

        @Override
        public PolicyStages newest(String policy) {
            return records.get(policy);
        }

        @Override
        public long highestRevision() {
            return records.values().stream().mapToLong(PolicyStages::revision).max().orElse(0);
        }

        @Override
        public boolean isUsable(String policy, int version) {
            return usable.contains(version);
        }

        @Override
        public String refusal(String policy, int version) {
            return refusals.get(version);
        }

        @Override
        public Integer builtIn(String policy) {
            return builtIn;
        }
    }

    LifeCycleLogic logic(LifeCycleOptions options, LifeCycleState state) {
        return new LifeCycleLogic(
                options,
                versions,
                (active, candidate) -> {
                    comparedWith = active;
                    return replayed;
                },
                state,
                published::add);
    }

    void usable(Integer... some) {
        versions.usable.addAll(List.of(some));
    }

    void inForce(long revision, int active, Integer canary, Integer shadow) {
        inForce(new PolicyStages("p", revision, active, canary, shadow, null, null));
    }

    void inForce(PolicyStages record) {
        versions.records.put(record.name(), record);
        tick(0);
    }

    void tick(long later) {
        nowMillis += later;
        logic.tick(nowMillis);
    }

    /** What was asked for comes back. */
    PolicyStages applied() {
        assertThat(published).as("one change at a time").hasSize(1);
        PolicyStages record = published.remove(0);
        inForce(record);
        return record;
    }

    void compared(int version, long compared, long agreed, long own, long other) {
        Comparison comparison = new Comparison(compared, agreed, compared, own, other, 0);
        logic.report(PolicyReport.ofShadow("default", "p", version, nowMillis, comparison));
    }

    void window(int version, String stage, long index, long meanMillis, long fallbacks) {
        window(version, stage, index, 20, 20, 0, meanMillis - 100, fallbacks);
    }

    /** Every task's shortest run time is 100 ms. */
    void window(
            int version,
            String stage,
            long index,
            long arrived,
            long assigned,
            long waitMillis,
            long excessMillis,
            long fallbacks) {
        window("p", version, stage, index, arrived, assigned, waitMillis, excessMillis, fallbacks);
    }

    /** The same of another policy. */
    void window(
            String policy,
            int version,
            String stage,
            long index,
            long arrived,
            long assigned,
            long waitMillis,
            long excessMillis,
            long fallbacks) {
        logic.report(
                new PolicyReport(
                        "default",
                        policy,
                        version,
                        stage,
                        index * WINDOW,
                        arrived,
                        assigned,
                        arrived * waitMillis,
                        assigned * waitMillis,
                        assigned * excessMillis,
                        assigned * 100,
                        fallbacks,
                        Comparison.NONE));
    }

    void pairs(int count, long activeMillis, long canaryMillis) {
        long first = Math.floorDiv(nowMillis, 2 * WINDOW) + 1;
        for (long pair = first; pair < first + count; pair++) {
            // A little noise, so that intervals have a width.
            window(1, "active", 2 * pair, activeMillis + pair % 2, 0);
            window(2, "canary", 2 * pair + 1, canaryMillis - pair % 3, 0);
        }
        nowMillis = (first + count) * 2 * WINDOW + WINDOW;
        logic.tick(nowMillis);
    }
}
