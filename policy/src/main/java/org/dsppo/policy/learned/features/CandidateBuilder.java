package org.dsppo.policy.learned.features;

import static org.dsppo.policy.learned.features.Logarithm.ln;

import java.util.Arrays;
import java.util.List;
import org.dsppo.policy.placement.PlacementRound;
import org.dsppo.policy.placement.WaitingTask;

/** Builds the candidates of a decision with all their features. */
final class CandidateBuilder {

    private static final float LN_1_7 = (float) StrictMath.log(1.7);
    private static final float LN_2 = (float) StrictMath.log(2);
    private static final float LN_4 = (float) StrictMath.log(4);

    private final CandidateSet candidates;
    private final List<WaitingClass> classes;
    private final LoadMeter load;
    private final HeuristicVotes votes = new HeuristicVotes();
    private final Reservations reservations = new Reservations();
    private double transferMillis;
    private PlacementRound round;
    private NodeChoice choice;
    private Backlog backlog;
    private double typicalMillis;
    private float logTypical;
    private float logMeanCost;
    private float loaded;

    // of the task whose options are being added
    private double ageMillis;
    private float logScale;
    private float logWork;
    private float logAge;
    private float queueShare;
    private float queueLength;
    private float fastestUsed;
    private double nextFree;

    CandidateBuilder(CandidateSet candidates, List<WaitingClass> classes, LoadMeter load) {
        this.candidates = candidates;
        this.classes = classes;
        this.load = load;
    }

    /**
     * @param choice where to place each option
     */
    void build(PlacementRound round, Backlog backlog, NodeChoice choice) {
        this.round = round;
        this.choice = choice;
        this.backlog = backlog;
        this.typicalMillis = load.meanRuntimeMillis();
        this.logTypical = ln(typicalMillis);
        this.logMeanCost = ln(meanCost(backlog));
        this.loaded = (float) Math.min(1, Math.max(load.load(1), load.load(2)));
        candidates.clear();
        reservations.make(round, classes);
        for (int i = 0; i < classes.size(); i++) {
            WaitingClass each = classes.get(i);
            if (each.group.size() > 0) {
                add(each);
            }
        }
        votes.cast(candidates, classes, typicalMillis);
    }

    private static double meanCost(Backlog backlog) {
        return Math.max(1e-9, backlog.totalMillis() / Math.max(1, backlog.tasks()));
    }

    private void add(WaitingClass each) {
        WaitingTask head = each.head();
        add(each, head, false);
        if (each.profile.spread()) {
            WaitingTask least = each.group.leastScaled();
            if (least.runtimeScale() < 0.8 * head.runtimeScale()) {
                add(each, least, true);
            }
        }
    }

    private void add(WaitingClass each, WaitingTask task, boolean shortest) {
        List<Option> options = each.profile.options;
        double scale = task.runtimeScale();
        boolean begun = false;
        double earliest = 0;
        int first = candidates.size();
        for (int i = 0; i < options.size(); i++) {
            Option option = options.get(i);
            int rank = option.slots() > 0 ? place(task, option) : -1;
            if (rank >= 0) {
                if (!begun) {
                    begun = true;
                    earliest = earliestIfWaiting(options, i, scale);
                    nextFree = earliestNextFree(options, i, scale);
                    beginTask(each, task);
                }
                double transfer = round.transferMillis(task, option.pool.node(rank));
                transferMillis += 0.01 * (transfer - transferMillis);
                double factor = option.factor(rank);
                double runtime = option.runtimeMillis * scale * factor + transfer;
                int at = candidates.add(each, task, option, rank, runtime);
                boolean listed = transfer == 0 && factor == 1;
                float logRuntime = listed ? option.logRuntime + logScale : ln(runtime);
                relateToClass(at, each, option, logRuntime, earliest);
                relateToCell(at, each, option, rank, logRuntime);
                candidates.set(
                        at,
                        CandidateFeature.RAREST_PLACE,
                        ln(option.shape.lostPlaces.rarest(each.profile, rank)));
                relateToBlocked(at, option, rank, runtime);
                candidates.set(at, CandidateFeature.SHORTEST_OF_CLASS, shortest ? 1 : 0);
                candidates.set(at, CandidateFeature.ONE, 1);
            }
        }
        relateRarityAndLoad(first);
    }

    /** Rank of the best node on which the task may be placed, below zero if there is none. */
    private int place(WaitingTask task, Option option) {
        NodePool pool = option.pool;
        int best = pool.best(option, choice);
        return round.fits(task, option.strategy, pool.node(best))
                ? best
                : pool.best(
                        option, choice, rank -> round.fits(task, option.strategy, pool.node(rank)));
    }

    /**
     * How much rarer a place the candidates from one on take than the least rare of them, which
     * matters more for long tasks; and what matters more the more of the cell is in demand, times
     * the load.
     */
    private void relateRarityAndLoad(int first) {
        float least = Float.POSITIVE_INFINITY;
        for (int i = first; i < candidates.size(); i++) {
            least = Math.min(least, candidates.get(i, CandidateFeature.RAREST_PLACE));
        }
        for (int i = first; i < candidates.size(); i++) {
            float over = candidates.get(i, CandidateFeature.RAREST_PLACE) - least;
            candidates.set(i, CandidateFeature.RAREST_OVER_CLASS, over);
            candidates.set(
                    i,
                    CandidateFeature.SLOWDOWN_LOADED,
                    loaded * candidates.get(i, CandidateFeature.SLOWDOWN));
            candidates.set(
                    i,
                    CandidateFeature.PRICE_LOADED,
                    loaded * candidates.get(i, CandidateFeature.PRICE));
            candidates.set(
                    i,
                    CandidateFeature.REDUCED_PRICE_LOADED,
                    loaded * candidates.get(i, CandidateFeature.REDUCED_PRICE));
            candidates.set(
                    i,
                    CandidateFeature.FLOW_SHARE_LOADED,
                    loaded * candidates.get(i, CandidateFeature.FLOW_SHARE));
            candidates.set(
                    i,
                    CandidateFeature.RAREST_OVER_CLASS_LONG,
                    over * Math.max(0, candidates.get(i, CandidateFeature.RUNTIME)));
        }
    }

    /** What all options of a task have in common. */
    private void beginTask(WaitingClass each, WaitingTask task) {
        int waiting = each.group.size();
        double scale = task.runtimeScale();
        ageMillis = Math.max(0, round.nowMillis() - task.submittedAtMillis());
        logScale = scale == 1 ? 0 : ln(scale);
        logWork = ln(each.group.totalRuntimeScale());
        logAge = ln(1 + ageMillis / typicalMillis);
        queueShare = (float) waiting / Math.max(1, backlog.tasks());
        queueLength = ln(1f + waiting);
        fastestUsed = (float) scarcestUsed(each.profile.options.get(0));
    }

    /**
     * Time until the task would be done if it waited for one of the options before {@code first},
     * none of which fits now: the work ahead, a turn of the option, and the run time.
     */
    private double earliestIfWaiting(List<Option> options, int first, double scale) {
        double earliest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < first; i++) {
            Option option = options.get(i);
            double runtime = option.runtimeMillis * scale;
            earliest =
                    Math.min(
                            earliest,
                            runtime + runtime / option.capacitySlots + backlog.ahead(option));
        }
        return earliest;
    }

    /** The same from when what runs will end, as if nobody else waited. */
    private double earliestNextFree(List<Option> options, int first, double scale) {
        double earliest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < first; i++) {
            Option option = options.get(i);
            long at = option.shape.nextFree.earliestMillis();
            if (at != Long.MAX_VALUE) {
                double wait = Math.max(0, at - round.nowMillis());
                earliest = Math.min(earliest, wait + option.runtimeMillis * scale);
            }
        }
        return earliest;
    }

    private void relateToClass(
            int at, WaitingClass each, Option option, float logRuntime, double earliest) {
        float slowdown = Math.max(0, logRuntime - each.profile.logShortest - logScale);
        candidates.set(at, CandidateFeature.SLOWDOWN, slowdown);
        candidates.set(at, CandidateFeature.SLOWDOWN_OVER_1_7, Math.max(0, slowdown - LN_1_7));
        candidates.set(at, CandidateFeature.SLOWDOWN_OVER_2, Math.max(0, slowdown - LN_2));
        candidates.set(at, CandidateFeature.SLOWDOWN_OVER_4, Math.max(0, slowdown - LN_4));
        candidates.set(
                at,
                CandidateFeature.FASTEST,
                option.runtimeMillis <= each.profile.shortestMillis ? 1 : 0);
        float drain = clipped(logWork - option.logFaster - logRuntime);
        candidates.set(at, CandidateFeature.DRAIN_LONGER, Math.max(0, drain));
        candidates.set(at, CandidateFeature.DRAIN_SHORTER, Math.max(0, -drain));
        candidates.set(
                at,
                CandidateFeature.DRAIN_BY_FLOW,
                clipped(logWork - option.logFasterFlow - logRuntime));
        candidates.set(
                at,
                CandidateFeature.BACKLOG_OF_POOL,
                clipped(ln(backlog.ahead(option) + 1) - logRuntime));
        float gain = earliest == Double.POSITIVE_INFINITY ? 5 : clipped(ln(earliest) - logRuntime);
        candidates.set(at, CandidateFeature.GAIN_OVER_WAITING, gain);
        candidates.set(at, CandidateFeature.COMPLETES_EARLIEST, gain >= 0 ? 1 : 0);
        float next = nextFree == Double.POSITIVE_INFINITY ? 5 : clipped(ln(nextFree) - logRuntime);
        candidates.set(at, CandidateFeature.GAIN_OVER_NEXT_FREE, next);
        candidates.set(at, CandidateFeature.NEXT_FREE_LATER, next >= 0 ? 1 : 0);
        candidates.set(at, CandidateFeature.FASTEST_USED, fastestUsed);
        candidates.set(at, CandidateFeature.CLASS_LOAD, (float) each.profile.loadShare);
        candidates.set(
                at,
                CandidateFeature.CLASS_RUNTIME,
                clipped(each.profile.logShortest + logScale - logTypical));
        double runtime = option.runtimeMillis * each.profile.meanScale;
        candidates.set(
                at,
                CandidateFeature.AGE_BY_RUNTIME,
                ageMillis == 0 ? 0 : ln(1 + ageMillis / runtime));
        candidates.set(at, CandidateFeature.AGE, logAge);
        candidates.set(at, CandidateFeature.QUEUE_SHARE, queueShare);
        candidates.set(at, CandidateFeature.QUEUE_LENGTH, queueLength);
    }

    private void relateToCell(
            int at, WaitingClass each, Option option, int rank, float logRuntime) {
        NodePool pool = option.pool;
        double left = 1;
        for (int i = 0; i < option.kinds.length; i++) {
            int kind = option.kinds[i];
            left =
                    Math.min(
                            left,
                            (pool.free(rank, kind) - option.amounts[i]) * pool.perCapacity(kind));
        }
        candidates.set(at, CandidateFeature.DOMINANT_SHARE, option.dominantShare);
        candidates.set(at, CandidateFeature.SCARCEST_USED, (float) scarcestUsed(option));
        candidates.set(at, CandidateFeature.LEAST_LEFT, (float) left);
        candidates.set(
                at,
                CandidateFeature.DISPLACEMENT,
                (float) option.shape.lostPlaces.flow(each.profile, rank));
        candidates.set(at, CandidateFeature.RUNTIME, clipped(logRuntime - logTypical));
        candidates.set(
                at, CandidateFeature.PRICE, clipped(option.logCost + logScale - logMeanCost));
        candidates.set(
                at, CandidateFeature.REDUCED_PRICE, clipped(option.logCost - each.profile.logCost));
        candidates.set(
                at,
                CandidateFeature.CLASS_PRICE,
                clipped(each.profile.logCost + logScale - logMeanCost));
        candidates.set(at, CandidateFeature.SLOTS_FREE, ln(1f + option.slots()));
        candidates.set(
                at,
                CandidateFeature.SLOTS_FREE_SHARE,
                (float) option.slots() / option.capacitySlots);
        candidates.set(at, CandidateFeature.FLOW_SHARE, (float) option.flowShare);
        double loss = pool.loss(option, rank);
        double earning = pool.earning(option);
        candidates.set(at, CandidateFeature.FILL_LOSS, (float) loss);
        candidates.set(at, CandidateFeature.FILL_GAIN, (float) (earning - loss));
        candidates.set(
                at,
                CandidateFeature.FILL_REGRET,
                clipped((float) Math.max(0, loss / (earning + 1e-9) - 1)));
    }

    private static double scarcestUsed(Option option) {
        double scarcest = 0;
        for (int kind : option.kinds) {
            scarcest = Math.max(scarcest, option.pool.used(kind));
        }
        return scarcest;
    }

    private void relateToBlocked(int at, Option option, int rank, double runtimeMillis) {
        double delay = reservations.delayMillis(option, rank, runtimeMillis);
        candidates.set(
                at,
                CandidateFeature.DELAYS_BLOCKED,
                delay == 0 ? 0 : ln(1 + delay / typicalMillis));
    }

    private static float clipped(float value) {
        return Math.max(-5, Math.min(5, value));
    }

    double meanTransferMillis() {
        return transferMillis;
    }

    void classFeatures(WaitingClass each, float[] into, int offset) {
        if (each.group.size() == 0) {
            Arrays.fill(into, offset, offset + ClassFeature.WIDTH, 0);
            return;
        }
        ClassProfile profile = each.profile;
        WaitingTask head = each.head();
        double scale = head.runtimeScale();
        double age = Math.max(0, round.nowMillis() - head.submittedAtMillis());
        int waiting = each.group.size();
        int free = 0;
        for (Option option : profile.options) {
            free += option.slots() > 0 ? 1 : 0;
        }
        double shortest = profile.shortestMillis * scale;
        double work = each.group.totalRuntimeScale();
        into[offset + ClassFeature.QUEUE_LENGTH.ordinal()] = ln(1f + waiting);
        into[offset + ClassFeature.QUEUE_SHARE.ordinal()] =
                (float) waiting / Math.max(1, backlog.tasks());
        into[offset + ClassFeature.HEAD_AGE.ordinal()] = ln(1 + age / typicalMillis);
        into[offset + ClassFeature.RUNTIME.ordinal()] = clipped(ln(shortest / typicalMillis));
        into[offset + ClassFeature.CLASS_PRICE.ordinal()] =
                clipped(profile.logCost + ln(scale) - ln(meanCost(backlog)));
        into[offset + ClassFeature.DRAIN.ordinal()] =
                clipped(ln(work / (profile.servicePerMilli * shortest)));
        into[offset + ClassFeature.OPTIONS_FREE.ordinal()] = (float) free / profile.options.size();
        into[offset + ClassFeature.FASTEST_FREE.ordinal()] =
                profile.options.get(0).slots() > 0 ? 1 : 0;
    }
}
