package org.dsppo.policy.features;

import static org.dsppo.policy.features.FeatureSchema.candidate;
import static org.dsppo.policy.features.Logarithm.ln;

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
    private static final int QUEUE_SHARE = candidate("queue-share");
    private static final int SHORTEST_OF_CLASS = candidate("shortest-of-class");
    private static final int COMPLETES_EARLIEST = candidate("completes-earliest");
    private static final int ONE = candidate("one");

    private final CandidateSet candidates;
    private final List<WaitingClass> classes;
    private final LoadMeter load;
    private final HeuristicVotes votes = new HeuristicVotes();
    private double transferMillis;
    private PlacementRound round;
    private Backlog backlog;
    private double typicalMillis;
    private double meanCost;

    CandidateBuilder(CandidateSet candidates, List<WaitingClass> classes, LoadMeter load) {
        this.candidates = candidates;
        this.classes = classes;
        this.load = load;
    }

    void build(PlacementRound round, Backlog backlog) {
        this.round = round;
        this.backlog = backlog;
        this.typicalMillis = load.meanRuntimeMillis();
        this.meanCost = Math.max(1e-9, backlog.totalMillis() / Math.max(1, backlog.tasks()));
        candidates.clear();
        for (int i = 0; i < classes.size(); i++) {
            WaitingClass each = classes.get(i);
            if (each.group.size() > 0) {
                add(each);
            }
        }
        votes.cast(candidates, classes, typicalMillis);
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
        double earliest = Double.NaN;
        for (int i = 0; i < options.size(); i++) {
            Option option = options.get(i);
            if (option.slots > 0) {
                if (Double.isNaN(earliest)) {
                    earliest = earliestIfWaiting(options, i, task.runtimeScale());
                }
                int rank = option.pool.best(option);
                double transfer = round.transferMillis(task, option.pool.node(rank));
                transferMillis += 0.01 * (transfer - transferMillis);
                double runtime = option.runtimeMillis * task.runtimeScale() + transfer;
                int at = candidates.add(each, task, option, rank, runtime);
                relateToClass(at, each, i, earliest);
                relateToCell(at, each, option, rank);
                candidates.set(at, SHORTEST_OF_CLASS, shortest ? 1 : 0);
                candidates.set(at, ONE, 1);
            }
        }
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

    private void relateToClass(int at, WaitingClass each, int position, double earliest) {
        ClassProfile profile = each.profile;
        Option option = profile.options.get(position);
        double runtime = candidates.runtimeMillis(at);
        double scale = candidates.task(at).runtimeScale();
        float slowdown = Math.max(0, ln(runtime / (profile.shortestMillis * scale)));
        int waiting = each.group.size();
        double work = each.group.totalRuntimeScale();
        candidates.set(at, SLOWDOWN, slowdown);
        candidates.set(at, SLOWDOWN + 1, Math.max(0, slowdown - LN_1_7));
        candidates.set(at, SLOWDOWN + 2, Math.max(0, slowdown - LN_2));
        candidates.set(at, SLOWDOWN + 3, Math.max(0, slowdown - LN_4));
        candidates.set(at, FASTEST, option.runtimeMillis <= profile.shortestMillis ? 1 : 0);
        float drain = ratio(work, profile.fasterPerMilli[position] * runtime);
        candidates.set(at, DRAIN_LONGER, Math.max(0, drain));
        candidates.set(at, DRAIN_LONGER + 1, Math.max(0, -drain));
        candidates.set(
                at, DRAIN_LONGER + 2, ratio(work, profile.fasterFlowPerMilli[position] * runtime));
        candidates.set(at, DRAIN_LONGER + 3, clipped(ln((backlog.ahead(option) + 1) / runtime)));
        float gain = Double.isInfinite(earliest) ? 5 : clipped(ln(earliest / runtime));
        candidates.set(at, DRAIN_LONGER + 4, gain);
        candidates.set(at, COMPLETES_EARLIEST, gain >= 0 ? 1 : 0);
        double age = Math.max(0, round.nowMillis() - candidates.task(at).submittedAtMillis());
        candidates.set(at, DRAIN_LONGER + 5, ln(1 + age / runtime));
        candidates.set(at, DRAIN_LONGER + 6, ln(1 + age / typicalMillis));
        candidates.set(at, QUEUE_SHARE, (float) waiting / Math.max(1, backlog.tasks()));
        candidates.set(at, QUEUE_SHARE + 1, ln(1f + waiting));
    }

    private void relateToCell(int at, WaitingClass each, Option option, int rank) {
        NodePool pool = option.pool;
        double runtime = candidates.runtimeMillis(at);
        double scale = candidates.task(at).runtimeScale();
        double scarcest = 0;
        double left = 1;
        for (int i = 0; i < option.kinds.length; i++) {
            int kind = option.kinds[i];
            scarcest = Math.max(scarcest, pool.used(kind));
            left =
                    Math.min(
                            left,
                            (pool.free(rank, kind) - option.amounts[i]) * pool.perCapacity(kind));
        }
        candidates.set(at, DOMINANT_SHARE, option.dominantShare);
        candidates.set(at, DOMINANT_SHARE + 1, (float) scarcest);
        candidates.set(at, DOMINANT_SHARE + 2, (float) left);
        candidates.set(at, DOMINANT_SHARE + 3, displacement(option, rank));
        candidates.set(at, RUNTIME, clipped(ln(runtime / typicalMillis)));
        double cost = option.costMillis * scale;
        candidates.set(at, RUNTIME + 1, clipped(ln((cost + 1e-6) / meanCost)));
        candidates.set(
                at,
                RUNTIME + 2,
                clipped(ln((option.costMillis + 1e-6) / (each.profile.costMillis + 1e-6))));
        candidates.set(
                at, RUNTIME + 3, clipped(ln((each.profile.costMillis * scale + 1e-6) / meanCost)));
        candidates.set(at, QUEUE_SHARE + 2, ln(1f + option.slots));
        candidates.set(at, QUEUE_SHARE + 3, (float) option.slots / option.capacitySlots);
        candidates.set(at, QUEUE_SHARE + 4, (float) option.flowShare);
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
                    long left = pool.free(rank, kind) - placed.amounts[d];
                    after = Math.min(after, other.slotsLeft(kind, left));
                }
                lost += other.flowShare * (before - after) / other.slots;
            }
        }
        return (float) lost;
    }

    /** ln of work over service; far positive if there is no service. */
    private static float ratio(double work, double service) {
        return service <= 0 ? 5 : clipped(ln(work / service));
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
        double service = 0;
        for (Option option : profile.options) {
            free += option.slots > 0 ? 1 : 0;
            service += option.capacitySlots / option.runtimeMillis;
        }
        double shortest = profile.shortestMillis * scale;
        into[offset] = ln(1f + waiting);
        into[offset + 1] = (float) waiting / Math.max(1, backlog.tasks());
        into[offset + 2] = ln(1 + age / typicalMillis);
        into[offset + 3] = clipped(ln(shortest / typicalMillis));
        into[offset + 4] = clipped(ln((profile.costMillis * scale + 1e-6) / meanCost));
        into[offset + 5] = ratio(each.group.totalRuntimeScale(), service * shortest);
        into[offset + 6] = (float) free / profile.options.size();
        into[offset + 7] = profile.options.get(0).slots > 0 ? 1 : 0;
    }
}
