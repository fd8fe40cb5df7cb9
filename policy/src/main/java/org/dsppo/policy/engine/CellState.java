package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.policy.placement.StrategySet;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskSubmitted;

/** The working set of one cell, shared by the parts of the engine. */
final class CellState {

    // configuration
    final String cell;
    final EngineOptions options;
    final EngineStore store;
    final EngineListener listener;

    // working set, written through to the store
    final Map<String, LiveTask> tasks = new HashMap<>();
    final Map<String, EndedTask> ended = new LinkedHashMap<>();
    final Map<String, Orphan> orphans = new HashMap<>();
    final Map<String, NodeChanged> reports = new HashMap<>();
    final EarlyEvents early;
    final NodeReputations reputations;

    // derived
    final WaitingQueue queue;
    final EngineTimers timers = new EngineTimers();
    final List<LiveTask> arrivals = new ArrayList<>();
    final Forecasts forecasts = new Forecasts();
    final Reservations reservations = new Reservations(this);
    final DeadlineRule deadlines = new DeadlineRule(this);
    final Set<LiveTask> avoiders = new LinkedHashSet<>();
    Catalogue catalogue;
    CellModel model;
    CellModel nominal;
    PlacementPolicy policy;
    long epoch;
    int holding;
    boolean changed;
    boolean reconsider;
    int candidateLimit;
    AssignmentWatch watch = AssignmentWatch.NONE;

    CellState(String cell, EngineOptions options, EngineStore store, EngineListener listener) {
        this.cell = cell;
        this.options = options;
        this.store = store;
        this.listener = listener;
        this.early = new EarlyEvents(store, options.dedupRetentionMillis());
        this.reputations = new NodeReputations(this);
        this.queue = new WaitingQueue(options.ageingIntervalMillis());
    }

    void save(LiveTask task) {
        store.putTask(task.taskId(), () -> task.state(model == null ? null : model.space()));
    }

    /**
     * Why a task can never run, by the catalogue alone, whatever its nodes report now; null if it
     * can, or if there is no catalogue yet.
     */
    String refusal(TaskSubmitted task) {
        if (model == null || isUsable(model.strategies().of(task))) {
            return null;
        }
        if (nominal == null) {
            nominal = new CellModel(catalogue, cell, List.of());
        }
        StrategySet strategies = nominal.strategies().of(task);
        if (strategies == null) {
            return "unknown class " + task.taskClass();
        }
        return isUsable(strategies) ? null : "no strategy fits on any node";
    }

    private static boolean isUsable(StrategySet strategies) {
        return strategies != null && !strategies.listed().isEmpty();
    }
}
