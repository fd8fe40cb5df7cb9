package org.dsppo.operators.placement;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.dsppo.operators.control.CatalogueBoard;
import org.dsppo.operators.metrics.PlacementMetrics;
import org.dsppo.operators.serving.PolicyBoard;
import org.dsppo.operators.serving.PolicyFactory;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * Drives one engine per cell. Input is applied at once and decided on together, a moment later;
 * what becomes due by itself is called for by one timer per cell. After a restore nothing is
 * decided for a moment, so that events from before the crash are adopted first. Engines live on the
 * heap, rebuilt from the store when their cell is first touched.
 */
final class PlacementLogic {

    private final PlacementOptions options;
    private final CatalogueBoard catalogue;
    private final PolicyFactory policyFactory;
    private final PolicyBoard policies;
    private final CellStore store;
    private final CellTimers timers;
    private final PlacementOutputs outputs;
    private final PlacementMetrics metrics;
    private final long epoch;
    private final LongSupplier nanoClock;
    private final Consumer<String> log;
    private final CatalogueLog catalogueLog;
    private final Map<String, Cell> cells = new HashMap<>();
    private boolean restoring;
    private long quietUntilMillis;
    private long heldUntilMillis;
    private long latestMillis;

    /**
     * @param store the cell whose input is being handled
     * @param timers likewise
     * @param epoch carried by decisions
     * @param restored true if there may be state from before
     * @param nanoClock for durations in metrics only
     * @param log takes a line when that changes which keeps tasks from being placed
     */
    PlacementLogic(
            PlacementOptions options,
            CatalogueBoard catalogue,
            PolicyFactory policyFactory,
            PolicyBoard policies,
            CellStore store,
            CellTimers timers,
            PlacementOutputs outputs,
            PlacementMetrics metrics,
            long epoch,
            boolean restored,
            LongSupplier nanoClock,
            Consumer<String> log) {
        this.options = options;
        this.catalogue = catalogue;
        this.policyFactory = policyFactory;
        this.policies = policies;
        this.store = store;
        this.timers = timers;
        this.outputs = outputs;
        this.metrics = metrics;
        this.epoch = epoch;
        this.restoring = restored;
        this.nanoClock = nanoClock;
        this.log = log;
        this.catalogueLog = new CatalogueLog(catalogue, log);
    }

    /** Applies an input; a decision follows by timer. */
    void apply(PlacementInput input, long clockMillis) {
        long nowMillis = advance(clockMillis);
        Cell cell = touch(input.cell(), nowMillis);
        cell.apply(input);
        cell.summaries().save();
        cell.wantDecision(nowMillis + options.decisionDelayMillis(), timers);
    }

    /** A timer of a cell fired. */
    void timerFired(String key, long timerMillis, long clockMillis) {
        long nowMillis = advance(Math.max(timerMillis, clockMillis));
        Cell cell = touch(key, nowMillis);
        cell.timerFired(timerMillis);
        if (nowMillis >= quietUntilMillis) {
            cell.advance();
        }
        if (nowMillis >= heldUntilMillis) {
            cell.decide();
        }
        cell.lookForObstacles(catalogue::problem);
        cell.summaries().roll(cell, nowMillis);
        cell.summaries().save();
        if (cell.isBlank()) {
            cell.deleteTimers(timers);
            cells.remove(key);
            metrics.drop(key);
        } else {
            metrics.load(key, cell.waiting(), cell.oldestWaitMillis());
            callAgain(cell, nowMillis);
        }
    }

    /** A clock that never goes back, which is what the engine expects. */
    private long advance(long clockMillis) {
        latestMillis = Math.max(latestMillis, clockMillis);
        if (restoring) {
            restoring = false;
            quietUntilMillis = latestMillis + options.restoreGraceMillis();
            heldUntilMillis = latestMillis + options.restoreHoldMillis();
        }
        return latestMillis;
    }

    private Cell touch(String key, long nowMillis) {
        Catalogue current = catalogue.current(nowMillis);
        catalogueLog.look(current, nowMillis);
        Cell cell = cells.get(key);
        if (cell == null) {
            cell =
                    new Cell(
                            key,
                            options,
                            policyFactory,
                            policies.plan(),
                            epoch,
                            nowMillis,
                            store,
                            outputs,
                            metrics,
                            nanoClock,
                            log);
            cells.put(key, cell);
            cell.restore(current, catalogue.version(), policies.version(), store);
            return cell;
        }
        cell.at(nowMillis);
        if (current != null) {
            cell.useCatalogue(current, catalogue.version());
        }
        if (!cell.uses(policies.version())) {
            cell.usePlan(policies.plan(), policies.version());
        }
        return cell;
    }

    private void callAgain(Cell cell, long nowMillis) {
        long next = Math.max(cell.nextTimerMillis(), quietUntilMillis);
        if (cell.isBusy()) {
            next = Math.min(next, nowMillis + options.tickMillis());
            next = nowMillis < heldUntilMillis ? Math.min(next, heldUntilMillis) : next;
        }
        next = Math.min(next, cell.summaries().nextMillis());
        if (next != Long.MAX_VALUE) {
            cell.wantWake(roundedUp(Math.max(next, nowMillis + 1)), timers);
        }
    }

    private long roundedUp(long millis) {
        long granularity = options.timerGranularityMillis();
        return Math.floorDiv(millis + granularity - 1, granularity) * granularity;
    }
}
