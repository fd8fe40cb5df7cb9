package org.dsppo.operators.lifecycle;

import java.util.function.Consumer;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.operators.serving.PolicySeat;
import org.dsppo.operators.state.LifeCycleState;
import org.dsppo.schemas.policyversion.PolicyStages;

/**
 * Leads versions of one policy from shadow over canary to active, and takes them back. Its only
 * means are stage records: each change is a new revision, with the reason in it. Does nothing while
 * the record of another policy has the last word, and one change at a time: a revision that was
 * asked for has to come back before the next.
 */
final class LifeCycleLogic {

    /** An artefact that a record names may be read a little later than the record. */
    private static final long MISSING_GRACE_MILLIS = 5_000;

    private final LifeCycleOptions options;
    private final VersionCatalogue versions;
    private final Replay replay;
    private final Consumer<PolicyStages> publish;
    private PolicyStages record;
    private long awaitedRevision;
    private Trial trial;
    private Integer trained;
    private Integer vetted;
    private long activeAssigned;
    private long activeFallbacks;
    private long missingSinceMillis;

    /**
     * @param publish takes new stage records
     */
    LifeCycleLogic(
            LifeCycleOptions options,
            VersionCatalogue versions,
            Replay replay,
            LifeCycleState state,
            Consumer<PolicyStages> publish) {
        this.options = options;
        this.versions = versions;
        this.replay = replay;
        this.publish = publish;
        this.record = state.record();
        this.awaitedRevision = state.awaitedRevision();
        this.trial = state.trial() == null ? null : new Trial(options, state.trial());
        this.trained = state.trained();
        this.vetted = state.vetted();
        this.activeAssigned = state.activeAssigned();
        this.activeFallbacks = state.activeFallbacks();
        this.missingSinceMillis = state.missingSinceMillis();
    }

    LifeCycleState state() {
        return new LifeCycleState(
                record,
                awaitedRevision,
                trial == null ? null : trial.state(),
                trained,
                vetted,
                activeAssigned,
                activeFallbacks,
                missingSinceMillis);
    }

    /** What a version did in a window. */
    void report(PolicyReport report) {
        boolean ofActive = report.stage().equals(PolicySeat.ACTIVE);
        boolean ofOther = !report.policy().equals(options.policy());
        // While no version is active, one on trial is measured by whoever decides instead.
        boolean measure = ofActive && record != null && !record.decides();
        if (ofOther && !measure) {
            return;
        }
        if (trial != null) {
            trial.report(report);
        }
        if (record != null && ofActive && !ofOther && report.version() == record.active()) {
            activeAssigned += report.assigned();
            activeFallbacks += report.fallbacks();
        }
    }

    /** A version was trained and its artefact is on its way. */
    void trained(int version) {
        trained = version;
    }

    /** True if a trained version could go on trial now. */
    boolean isFree() {
        return trained == null && trial == null && awaitedRevision == 0;
    }

    /** Looks at what is in force and makes the next step, if it is time for one. */
    void tick(long nowMillis) {
        PolicyStages newest = inForce();
        if (newest == null
                || newest.revision() < awaitedRevision
                || newest.revision() < versions.highestRevision()) {
            return;
        }
        awaitedRevision = 0;
        adopt(newest, nowMillis);
        if (!mend(nowMillis) && !guardActive() && !judge(nowMillis)) {
            beginTrained();
        }
    }

    private PolicyStages inForce() {
        PolicyStages newest = versions.newest(options.policy());
        Integer builtIn = versions.builtIn(options.policy());
        return newest == null && builtIn != null
                ? new PolicyStages(options.policy(), 0, builtIn, null, null)
                : newest;
    }

    private void adopt(PolicyStages newest, long nowMillis) {
        if (newest.equals(record)) {
            return;
        }
        if (record == null || record.active() != newest.active()) {
            activeAssigned = 0;
            activeFallbacks = 0;
        }
        if (record == null) {
            // What acts when the first look is taken is what others are measured by.
            vetted = newest.active();
        }
        record = newest;
        Integer version = newest.canary() != null ? newest.canary() : newest.shadow();
        String stage = newest.canary() != null ? PolicySeat.CANARY : PolicySeat.SHADOW;
        if (version == null) {
            trial = null;
        } else if (trial == null || !trial.isOf(version, stage)) {
            trial = Trial.begin(options, version, stage, nowMillis);
        }
    }

    /** Takes out what cannot be used. */
    private boolean mend(long nowMillis) {
        Integer bad = unusable();
        if (bad == null) {
            missingSinceMillis = 0;
            return false;
        }
        String refusal = versions.refusal(options.policy(), bad);
        missingSinceMillis = missingSinceMillis == 0 ? nowMillis : missingSinceMillis;
        if (refusal == null && nowMillis < missingSinceMillis + MISSING_GRACE_MILLIS) {
            return true;
        }
        missingSinceMillis = 0;
        String reason =
                "refused %d: %s".formatted(bad, refusal == null ? "there is no artefact" : refusal);
        Integer active = bad == record.active() ? lastGood() : Integer.valueOf(record.active());
        if (active == null) {
            return true;
        }
        change(
                active,
                unless(bad, record.canary()),
                unless(bad, record.shadow()),
                unless(bad, record.previous()),
                reason);
        return true;
    }

    private Integer unusable() {
        for (Integer version : new Integer[] {record.active(), record.canary(), record.shadow()}) {
            if (version != null
                    && version != PolicyStages.NONE
                    && !versions.isUsable(options.policy(), version)) {
                return version;
            }
        }
        return null;
    }

    private Integer lastGood() {
        for (Integer version :
                new Integer[] {vetted, record.previous(), versions.builtIn(options.policy())}) {
            if (version != null
                    && version != record.active()
                    && (version == PolicyStages.NONE
                            || versions.isUsable(options.policy(), version))) {
                return version;
            }
        }
        return null;
    }

    private static Integer unless(int bad, Integer version) {
        return version == null || version == bad ? null : version;
    }

    /** An active version that keeps falling back, or that came past the trials and is worse. */
    private boolean guardActive() {
        if (!record.decides()) {
            // Whoever decides instead is not for this life cycle to take back.
            vetted = PolicyStages.NONE;
            return false;
        }
        Integer before = lastGood();
        if (before == null) {
            vetted = record.active();
            return false;
        }
        if (activeFallbacks > Math.max(1, options.mostFallbacks() * activeAssigned)) {
            rollBack(
                    before,
                    "fell back %d times in %d tasks".formatted(activeFallbacks, activeAssigned));
            return true;
        }
        if (vetted != null && vetted != record.active()) {
            ReplayOutcome outcome = replay.compare(before, record.active());
            if (outcome == null) {
                return false;
            }
            if (outcome.excess() > options.mostExcess()) {
                rollBack(before, figures(outcome));
                return true;
            }
            vetted = record.active();
        }
        return false;
    }

    private void rollBack(int before, String why) {
        // Without a previous one: nobody should ever roll back to what failed.
        vetted = before;
        change(before, null, null, null, "rolled back %d: %s".formatted(record.active(), why));
    }

    private boolean judge(long nowMillis) {
        if (trial == null) {
            return false;
        }
        Verdict verdict = trial.judge(nowMillis);
        if (verdict.outcome() == Verdict.Outcome.ADVANCE && options.automatic()) {
            // After a canary as well: a version that leaves some tasks to others looks good in its
            // windows, since the active one places them; and one may be published as a canary.
            verdict = replayed(verdict);
        }
        if (verdict.outcome() == Verdict.Outcome.DROP) {
            drop(verdict.reason());
            return true;
        }
        if (verdict.outcome() == Verdict.Outcome.ADVANCE && options.automatic()) {
            advance(verdict.reason());
            return true;
        }
        return false;
    }

    private Verdict replayed(Verdict soFar) {
        ReplayOutcome outcome = replay.compare(record.active(), trial.version());
        if (outcome == null) {
            return Verdict.WAIT;
        }
        String figures = soFar.reason() + "; " + figures(outcome);
        return outcome.excess() > options.replayTolerance()
                ? Verdict.drop(figures)
                : Verdict.advance(figures);
    }

    private static String figures(ReplayOutcome outcome) {
        return "replay of %d tasks %s"
                .formatted(outcome.tasks(), Trial.signedPercent(outcome.excess()));
    }

    private void drop(String why) {
        String reason = "dropped %d: %s".formatted(trial.version(), why);
        boolean canary = record.canary() != null;
        change(record.active(), null, canary ? record.shadow() : null, record.previous(), reason);
    }

    private void advance(String why) {
        int version = trial.version();
        if (record.canary() == null) {
            change(
                    record.active(),
                    version,
                    null,
                    record.previous(),
                    "%d to canary: %s".formatted(version, why));
        } else {
            vetted = version;
            change(
                    version,
                    null,
                    record.shadow(),
                    record.active(),
                    "promoted %d: %s".formatted(version, why));
        }
    }

    private void beginTrained() {
        if (trained != null && trial == null && versions.isUsable(options.policy(), trained)) {
            change(
                    record.active(),
                    null,
                    trained,
                    record.previous(),
                    "trained %d".formatted(trained));
            trained = null;
        }
    }

    private void change(
            int active, Integer canary, Integer shadow, Integer previous, String reason) {
        awaitedRevision = versions.highestRevision() + 1;
        publish.accept(
                new PolicyStages(
                        options.policy(),
                        awaitedRevision,
                        active,
                        canary,
                        shadow,
                        previous,
                        reason));
    }
}
