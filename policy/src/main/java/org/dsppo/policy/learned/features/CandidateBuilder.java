package org.dsppo.policy.learned.features;

import static org.dsppo.policy.learned.features.FeatureSchema.candidate;
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
    private static final int FASTEST = candidate("fastest");
    private static final int SLOWDOWN = candidate("slowdown");
    private static final int DRAIN_LONGER = candidate("drain-longer");
    private static final int DOMINANT_SHARE = candidate("dominant-share");
    private static final int RUNTIME = candidate("runtime");
    private static final int PRICE = candidate("price");
    private static final int REDUCED_PRICE = candidate("reduced-price");
    private static final int FLOW_SHARE = candidate("flow-share");
    private static final int QUEUE_SHARE = candidate("queue-share");
    private static final int SHORTEST_OF_CLASS = candidate("shortest-of-class");
    private static final int COMPLETES_EARLIEST = candidate("completes-earliest");
    private static final int FILL_LOSS = candidate("fill-loss");
    private static final int RAREST_PLACE = candidate("rarest-place");
    private static final int RAREST_OVER_CLASS = candidate("rarest-over-class");
    private static final int DELAYS_BLOCKED = candidate("delays-blocked");
    private static final int SLOWDOWN_LOADED = candidate("slowdown-loaded");
    private static final int PRICE_LOADED = candidate("price-loaded");
    private static final int REDUCED_PRICE_LOADED = candidate("reduced-price-loaded");
    private static final int FLOW_SHARE_LOADED = candidate("flow-share-loaded");
    private static final int RAREST_OVER_CLASS_LONG = candidate("rarest-over-class-long");
    private static final int ONE = candidate("one");

    /** A place of which there are so many more counts as no loss at all. */
    private static final double LEAST_RARITY = 1e-3;

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
            if (option.slots > 0) {
                if (!begun) {
                    begun = true;
                    earliest = earliestIfWaiting(options, i, scale);
                    nextFree = earliestNextFree(options, i, scale);
                    beginTask(each, task);
                }
                int rank = option.pool.best(option, choice);
                double transfer = round.transferMillis(task, option.pool.node(rank));
                transferMillis += 0.01 * (transfer - transferMillis);
                double factor = option.factorAt[rank];
                double runtime = option.runtimeMillis * scale * factor + transfer;
                int at = candidates.add(each, task, option, rank, runtime);
                boolean listed = transfer == 0 && factor == 1;
                float logRuntime = listed ? option.logRuntime + logScale : ln(runtime);
                float[] rows = candidates.rows();
                int row = at * CandidateSet.WIDTH;
                relateToClass(rows, row, each, option, logRuntime, earliest);
                relateToCell(rows, row, each, option, rank, logRuntime);
                rows[row + RAREST_PLACE] = ln(rarestPlace(option, rank));
                relateToBlocked(rows, row, option, rank, runtime);
                rows[row + SHORTEST_OF_CLASS] = shortest ? 1 : 0;
                rows[row + ONE] = 1;
            }
        }
        relateRarityAndLoad(first);
    }

    /**
     * How much rarer a place the candidates from one on take than the least rare of them, which
     * matters more for long tasks; and what matters more the more of the cell is in demand, times
     * the load.
     */
    private void relateRarityAndLoad(int first) {
        float[] rows = candidates.rows();
        float least = Float.POSITIVE_INFINITY;
        for (int i = first; i < candidates.size(); i++) {
            least = Math.min(least, rows[i * CandidateSet.WIDTH + RAREST_PLACE]);
        }
        for (int i = first; i < candidates.size(); i++) {
            int row = i * CandidateSet.WIDTH;
            float over = rows[row + RAREST_PLACE] - least;
            rows[row + RAREST_OVER_CLASS] = over;
            rows[row + SLOWDOWN_LOADED] = loaded * rows[row + SLOWDOWN];
            rows[row + PRICE_LOADED] = loaded * rows[row + PRICE];
            rows[row + REDUCED_PRICE_LOADED] = loaded * rows[row + REDUCED_PRICE];
            rows[row + FLOW_SHARE_LOADED] = loaded * rows[row + FLOW_SHARE];
            rows[row + RAREST_OVER_CLASS_LONG] = over * Math.max(0, rows[row + RUNTIME]);
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
            long at = option.pool.nextFreeMillis(option);
            if (at != Long.MAX_VALUE) {
                double wait = Math.max(0, at - round.nowMillis());
                earliest = Math.min(earliest, wait + option.runtimeMillis * scale);
            }
        }
        return earliest;
    }

    private void relateToClass(
            float[] rows,
            int row,
            WaitingClass each,
            Option option,
            float logRuntime,
            double earliest) {
        float slowdown = Math.max(0, logRuntime - each.profile.logShortest - logScale);
        rows[row + SLOWDOWN] = slowdown;
        rows[row + SLOWDOWN + 1] = Math.max(0, slowdown - LN_1_7);
        rows[row + SLOWDOWN + 2] = Math.max(0, slowdown - LN_2);
        rows[row + SLOWDOWN + 3] = Math.max(0, slowdown - LN_4);
        rows[row + FASTEST] = option.runtimeMillis <= each.profile.shortestMillis ? 1 : 0;
        float drain = clipped(logWork - option.logFaster - logRuntime);
        rows[row + DRAIN_LONGER] = Math.max(0, drain);
        rows[row + DRAIN_LONGER + 1] = Math.max(0, -drain);
        rows[row + DRAIN_LONGER + 2] = clipped(logWork - option.logFasterFlow - logRuntime);
        rows[row + DRAIN_LONGER + 3] = clipped(ln(backlog.ahead(option) + 1) - logRuntime);
        float gain = earliest == Double.POSITIVE_INFINITY ? 5 : clipped(ln(earliest) - logRuntime);
        rows[row + DRAIN_LONGER + 4] = gain;
        rows[row + COMPLETES_EARLIEST] = gain >= 0 ? 1 : 0;
        float next = nextFree == Double.POSITIVE_INFINITY ? 5 : clipped(ln(nextFree) - logRuntime);
        rows[row + SHORTEST_OF_CLASS + 1] = next;
        rows[row + SHORTEST_OF_CLASS + 2] = next >= 0 ? 1 : 0;
        rows[row + SHORTEST_OF_CLASS + 3] = fastestUsed;
        rows[row + SHORTEST_OF_CLASS + 4] = (float) each.profile.loadShare;
        rows[row + SHORTEST_OF_CLASS + 5] =
                clipped(each.profile.logShortest + logScale - logTypical);
        double runtime = option.runtimeMillis * each.profile.meanScale;
        rows[row + DRAIN_LONGER + 5] = ageMillis == 0 ? 0 : ln(1 + ageMillis / runtime);
        rows[row + DRAIN_LONGER + 6] = logAge;
        rows[row + QUEUE_SHARE] = queueShare;
        rows[row + QUEUE_SHARE + 1] = queueLength;
    }

    private void relateToCell(
            float[] rows, int row, WaitingClass each, Option option, int rank, float logRuntime) {
        NodePool pool = option.pool;
        double left = 1;
        for (int i = 0; i < option.kinds.length; i++) {
            int kind = option.kinds[i];
            left =
                    Math.min(
                            left,
                            (pool.free(rank, kind) - option.amounts[i]) * pool.perCapacity(kind));
        }
        rows[row + DOMINANT_SHARE] = option.dominantShare;
        rows[row + DOMINANT_SHARE + 1] = (float) scarcestUsed(option);
        rows[row + DOMINANT_SHARE + 2] = (float) left;
        rows[row + DOMINANT_SHARE + 3] = displacement(option, rank);
        rows[row + RUNTIME] = clipped(logRuntime - logTypical);
        rows[row + PRICE] = clipped(option.logCost + logScale - logMeanCost);
        rows[row + REDUCED_PRICE] = clipped(option.logCost - each.profile.logCost);
        rows[row + RUNTIME + 3] = clipped(each.profile.logCost + logScale - logMeanCost);
        rows[row + QUEUE_SHARE + 2] = ln(1f + option.slots);
        rows[row + QUEUE_SHARE + 3] = (float) option.slots / option.capacitySlots;
        rows[row + FLOW_SHARE] = (float) option.flowShare;
        double loss = option.lossAt[rank];
        double earning = pool.earning(option);
        rows[row + FILL_LOSS] = (float) loss;
        rows[row + FILL_LOSS + 1] = (float) (earning - loss);
        rows[row + FILL_LOSS + 2] = clipped((float) Math.max(0, loss / (earning + 1e-9) - 1));
    }

    private static double scarcestUsed(Option option) {
        double scarcest = 0;
        for (int kind : option.kinds) {
            scarcest = Math.max(scarcest, option.pool.used(kind));
        }
        return scarcest;
    }

    /** How much of what the linear program sends through this pool loses its place. */
    private static float displacement(Option placed, int rank) {
        NodePool pool = placed.pool;
        List<Option> options = pool.options();
        double lost = 0;
        for (int i = 0; i < options.size(); i++) {
            Option other = options.get(i);
            int before = other.slotsAt[rank];
            if (before > 0 && other.flowShare > 0.01 && other.owner != placed.owner) {
                int after = before;
                for (int d = 0; d < placed.kinds.length; d++) {
                    int kind = placed.kinds[d];
                    after = other.slotsLeft(kind, pool.free(rank, kind) - placed.amounts[d], after);
                }
                lost += other.flowShare * (before - after) / other.slots;
            }
        }
        return (float) lost;
    }

    /**
     * Of what other classes have left of places anywhere, the largest part that one of them loses.
     */
    private static double rarestPlace(Option placed, int rank) {
        NodePool pool = placed.pool;
        List<Option> options = pool.options();
        double rarest = LEAST_RARITY;
        for (int i = 0; i < options.size(); i++) {
            Option other = options.get(i);
            int before = other.slotsAt[rank];
            // No more can be lost than there is.
            if (before > rarest * other.owner.slots && other.owner != placed.owner) {
                int after = before;
                for (int d = 0; d < placed.kinds.length; d++) {
                    int kind = placed.kinds[d];
                    after = other.slotsLeft(kind, pool.free(rank, kind) - placed.amounts[d], after);
                }
                rarest = Math.max(rarest, (double) (before - after) / other.owner.slots);
            }
        }
        return rarest;
    }

    private void relateToBlocked(
            float[] rows, int row, Option option, int rank, double runtimeMillis) {
        double delay = reservations.delayMillis(option, rank, runtimeMillis);
        rows[row + DELAYS_BLOCKED] = delay == 0 ? 0 : ln(1 + delay / typicalMillis);
    }

    private static float clipped(float value) {
        return Math.max(-5, Math.min(5, value));
    }

    double meanTransferMillis() {
        return transferMillis;
    }

    void classFeatures(WaitingClass each, float[] into, int offset) {
        if (each.group.size() == 0) {
            Arrays.fill(into, offset, offset + FeatureSchema.CLASS.size(), 0);
            return;
        }
        ClassProfile profile = each.profile;
        WaitingTask head = each.head();
        double scale = head.runtimeScale();
        double age = Math.max(0, round.nowMillis() - head.submittedAtMillis());
        int waiting = each.group.size();
        int free = 0;
        for (Option option : profile.options) {
            free += option.slots > 0 ? 1 : 0;
        }
        double shortest = profile.shortestMillis * scale;
        double work = each.group.totalRuntimeScale();
        into[offset] = ln(1f + waiting);
        into[offset + 1] = (float) waiting / Math.max(1, backlog.tasks());
        into[offset + 2] = ln(1 + age / typicalMillis);
        into[offset + 3] = clipped(ln(shortest / typicalMillis));
        into[offset + 4] = clipped(profile.logCost + ln(scale) - ln(meanCost(backlog)));
        into[offset + 5] = clipped(ln(work / (profile.servicePerMilli * shortest)));
        into[offset + 6] = (float) free / profile.options.size();
        into[offset + 7] = profile.options.get(0).slots > 0 ? 1 : 0;
    }
}
