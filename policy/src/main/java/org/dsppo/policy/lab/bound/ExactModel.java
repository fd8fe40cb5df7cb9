package org.dsppo.policy.lab.bound;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CumulativeConstraint;
import com.google.ortools.sat.DoubleLinearExpr;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.IntervalVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import com.google.ortools.sat.Literal;
import java.util.ArrayList;
import java.util.List;

/**
 * The constraint program: one optional interval per task, node and strategy, of which exactly one
 * is present, for each way to lie on devices; one cumulative constraint per node and resource,
 * units and memory of every single device being resources of their own.
 */
final class ExactModel {

    /** Utilisation is a ratio; the solver sees it in millionths. */
    private static final long MILLIONTHS = 1_000_000;

    private final ExactProblem problem;
    private final List<ExactProblem.Job> jobs;
    private final long horizon;
    private final CpModel model = new CpModel();
    private final List<IntVar> starts = new ArrayList<>();
    private final List<List<BoolVar>> presences = new ArrayList<>();
    private final List<List<IntervalVar>> intervals = new ArrayList<>();

    ExactModel(ExactProblem problem) {
        this.problem = problem;
        this.jobs = problem.jobs;
        this.horizon = horizon(jobs);
        for (ExactProblem.Job job : jobs) {
            addJob(job);
        }
        for (int node = 0; node < problem.nodes.size(); node++) {
            for (int kind = 0; kind < problem.capacities.get(node).length; kind++) {
                addCapacity(node, kind);
            }
        }
        orderAlike();
        orderNodes();
    }

    /** By then every schedule that leaves no useless gap has ended. */
    private static long horizon(List<ExactProblem.Job> jobs) {
        long end = 0;
        for (ExactProblem.Job job : jobs) {
            end = Math.max(end, job.arrival());
        }
        for (ExactProblem.Job job : jobs) {
            end += job.modes().stream().mapToLong(ExactProblem.JobMode::runtime).max().orElse(0);
        }
        return end;
    }

    CpModel model() {
        return model;
    }

    long start(CpSolver solver, int job) {
        return solver.value(starts.get(job));
    }

    int chosen(CpSolver solver, int job) {
        for (int c = 0; c < presences.get(job).size(); c++) {
            if (solver.booleanValue(presences.get(job).get(c))) {
                return c;
            }
        }
        throw new IllegalStateException("no mode of task " + job + " is taken, expected one");
    }

    /** Mean over a node's resources of demand / capacity. */
    static double meanShare(ExactProblem problem, ExactProblem.JobMode mode) {
        long[] capacity = problem.capacities.get(mode.node());
        double shares = 0;
        int present = 0;
        for (int kind = 0; kind < problem.kinds; kind++) {
            if (capacity[kind] > 0) {
                present++;
                shares += (double) mode.strategy().demand().amountOf(kind) / capacity[kind];
            }
        }
        return shares / present;
    }

    private void addJob(ExactProblem.Job job) {
        IntVar start = model.newIntVar(job.arrival(), horizon, "");
        List<BoolVar> present = new ArrayList<>();
        List<IntervalVar> possible = new ArrayList<>();
        for (ExactProblem.JobMode mode : job.modes()) {
            BoolVar taken = model.newBoolVar("");
            present.add(taken);
            possible.add(model.newOptionalFixedSizeIntervalVar(start, mode.runtime(), taken, ""));
        }
        model.addExactlyOne(present.toArray(Literal[]::new));
        starts.add(start);
        presences.add(present);
        intervals.add(possible);
    }

    private void addCapacity(int node, int kind) {
        CumulativeConstraint room = model.addCumulative(problem.capacities.get(node)[kind]);
        for (int j = 0; j < jobs.size(); j++) {
            List<ExactProblem.JobMode> modes = jobs.get(j).modes();
            for (int c = 0; c < modes.size(); c++) {
                long demand = modes.get(c).held().amountOf(kind);
                if (modes.get(c).node() == node && demand > 0) {
                    room.addDemand(intervals.get(j).get(c), demand);
                }
            }
        }
    }

    /** Of two tasks that differ in name only, the first listed need not start later. */
    private void orderAlike() {
        for (int j = 0; j < jobs.size(); j++) {
            for (int other = j + 1; other < jobs.size(); other++) {
                ExactProblem.Job first = jobs.get(j);
                ExactProblem.Job second = jobs.get(other);
                if (first.alike(second)) {
                    model.addLessOrEqual(starts.get(j), starts.get(other));
                }
            }
        }
    }

    /** Of nodes that are alike, a task may open one only if an earlier task uses the one before. */
    private void orderNodes() {
        for (int node = 1; node < problem.nodes.size(); node++) {
            int twin = problem.twinBefore(node);
            for (int j = 0; twin >= 0 && j < jobs.size(); j++) {
                List<Literal> earlier = new ArrayList<>();
                for (int i = 0; i < j; i++) {
                    earlier.addAll(on(i, twin));
                }
                for (Literal here : on(j, node)) {
                    model.addBoolOr(earlier).onlyEnforceIf(here);
                }
            }
        }
    }

    private List<Literal> on(int job, int node) {
        List<Literal> found = new ArrayList<>();
        List<ExactProblem.JobMode> modes = jobs.get(job).modes();
        for (int c = 0; c < modes.size(); c++) {
            if (modes.get(c).node() == node) {
                found.add(presences.get(job).get(c));
            }
        }
        return found;
    }

    /** Minimises all three terms of the objective; nodes are tied together by the last end. */
    void minimise(ExactObjective objective) {
        double unit = problem.millis(1) / jobs.size();
        double perRun = unit * objective.perCompletionMilli();
        double perStart = perRun + unit * objective.perWaitingMilli();
        List<IntVar> terms = new ArrayList<>();
        List<Double> factors = new ArrayList<>();
        for (int j = 0; j < jobs.size(); j++) {
            terms.add(starts.get(j));
            factors.add(perStart);
            for (int c = 0; c < presences.get(j).size(); c++) {
                terms.add(presences.get(j).get(c));
                factors.add(perRun * jobs.get(j).modes().get(c).runtime());
            }
        }
        terms.add(utilisation());
        factors.add(-objective.perUtilisation() / MILLIONTHS);
        model.minimize(
                DoubleLinearExpr.weightedSum(
                        terms.toArray(IntVar[]::new),
                        factors.stream().mapToDouble(factor -> factor).toArray()));
    }

    /** Utilisation in millionths, rounded down: it times the last end is what tasks use in all. */
    private IntVar utilisation() {
        LinearExprBuilder used = LinearExpr.newBuilder();
        IntVar last = model.newIntVar(1, horizon, "");
        for (int j = 0; j < jobs.size(); j++) {
            List<ExactProblem.JobMode> modes = jobs.get(j).modes();
            LinearExprBuilder end = LinearExpr.newBuilder().add(starts.get(j));
            for (int c = 0; c < modes.size(); c++) {
                ExactProblem.JobMode mode = modes.get(c);
                double share = meanShare(problem, mode) / problem.nodes.size();
                BoolVar taken = presences.get(j).get(c);
                used.addTerm(taken, (long) (share * mode.runtime() * MILLIONTHS));
                end.addTerm(taken, mode.runtime());
            }
            model.addGreaterOrEqual(last, end);
        }
        IntVar ratio = model.newIntVar(0, MILLIONTHS, "");
        IntVar product = model.newIntVar(0, Math.multiplyExact(MILLIONTHS, horizon), "");
        model.addMultiplicationEquality(product, ratio, last);
        model.addLessOrEqual(product, used);
        return ratio;
    }
}
