package org.dsppo.policy.bound;

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
import java.util.Arrays;
import java.util.List;

/**
 * The constraint program: one optional interval per task, node and strategy, of which exactly one
 * is present; one cumulative constraint per node and resource.
 */
final class ExactModel {

    /** Utilisation is a ratio; the solver sees it in millionths. */
    private static final long MILLIONTHS = 1_000_000;

    private final ExactProblem problem;
    private final CpModel model = new CpModel();
    private final List<IntVar> starts = new ArrayList<>();
    private final List<List<BoolVar>> presences = new ArrayList<>();
    private final List<List<IntervalVar>> intervals = new ArrayList<>();

    ExactModel(ExactProblem problem, ExactObjective objective) {
        this.problem = problem;
        for (ExactProblem.Job job : problem.jobs) {
            addJob(job);
        }
        for (int node = 0; node < problem.nodes.size(); node++) {
            for (int kind = 0; kind < problem.kinds; kind++) {
                addCapacity(node, kind);
            }
        }
        orderAlike();
        minimise(objective);
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
        throw new IllegalStateException("no choice of task " + job + " is taken, expected one");
    }

    /** Mean over a node's resources of demand / capacity. */
    static double meanShare(ExactProblem problem, ExactProblem.Choice choice) {
        long[] capacity = problem.capacities.get(choice.node());
        double shares = 0;
        int present = 0;
        for (int kind = 0; kind < capacity.length; kind++) {
            if (capacity[kind] > 0) {
                present++;
                shares += (double) choice.strategy().demand().amountOf(kind) / capacity[kind];
            }
        }
        return shares / present;
    }

    private void addJob(ExactProblem.Job job) {
        IntVar start = model.newIntVar(job.arrival(), problem.horizon, "");
        List<BoolVar> present = new ArrayList<>();
        List<IntervalVar> possible = new ArrayList<>();
        for (ExactProblem.Choice choice : job.choices()) {
            BoolVar taken = model.newBoolVar("");
            present.add(taken);
            possible.add(model.newOptionalFixedSizeIntervalVar(start, choice.runtime(), taken, ""));
        }
        model.addExactlyOne(present.toArray(Literal[]::new));
        starts.add(start);
        presences.add(present);
        intervals.add(possible);
    }

    private void addCapacity(int node, int kind) {
        CumulativeConstraint room = model.addCumulative(problem.capacities.get(node)[kind]);
        for (int j = 0; j < problem.jobs.size(); j++) {
            List<ExactProblem.Choice> choices = problem.jobs.get(j).choices();
            for (int c = 0; c < choices.size(); c++) {
                long demand = choices.get(c).strategy().demand().amountOf(kind);
                if (choices.get(c).node() == node && demand > 0) {
                    room.addDemand(intervals.get(j).get(c), demand);
                }
            }
        }
    }

    /** Of two tasks that differ in name only, the first listed need not start later. */
    private void orderAlike() {
        for (int j = 0; j < problem.jobs.size(); j++) {
            for (int other = j + 1; other < problem.jobs.size(); other++) {
                ExactProblem.Job first = problem.jobs.get(j);
                ExactProblem.Job second = problem.jobs.get(other);
                if (first.arrival() == second.arrival() && alike(first, second)) {
                    model.addLessOrEqual(starts.get(j), starts.get(other));
                }
            }
        }
    }

    private static boolean alike(ExactProblem.Job first, ExactProblem.Job second) {
        if (first.choices().size() != second.choices().size()) {
            return false;
        }
        for (int c = 0; c < first.choices().size(); c++) {
            ExactProblem.Choice one = first.choices().get(c);
            ExactProblem.Choice two = second.choices().get(c);
            if (one.node() != two.node()
                    || one.runtime() != two.runtime()
                    || !one.strategy().demand().equals(two.strategy().demand())) {
                return false;
            }
        }
        return true;
    }

    private void minimise(ExactObjective objective) {
        List<IntVar> terms = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        boolean onlyCompletion =
                objective.perWaitingMilli() == 0 && objective.perUtilisation() == 0;
        double unit = onlyCompletion ? 1 : problem.millis(1) / problem.jobs.size();
        double perRun = onlyCompletion ? 1 : unit * objective.perCompletionMilli();
        double perStart = onlyCompletion ? 1 : perRun + unit * objective.perWaitingMilli();
        for (int j = 0; j < problem.jobs.size(); j++) {
            terms.add(starts.get(j));
            weights.add(perStart);
            for (int c = 0; c < presences.get(j).size(); c++) {
                terms.add(presences.get(j).get(c));
                weights.add(perRun * problem.jobs.get(j).choices().get(c).runtime());
            }
        }
        if (objective.perUtilisation() > 0) {
            terms.add(utilisation());
            weights.add(-objective.perUtilisation() / MILLIONTHS);
        }
        IntVar[] variables = terms.toArray(IntVar[]::new);
        double[] factors = weights.stream().mapToDouble(w -> w).toArray();
        if (onlyCompletion) {
            // Whole numbers leave no doubt about the optimum.
            long[] whole = Arrays.stream(factors).mapToLong(f -> (long) f).toArray();
            model.minimize(LinearExpr.weightedSum(variables, whole));
        } else {
            model.minimize(DoubleLinearExpr.weightedSum(variables, factors));
        }
    }

    /** Utilisation in millionths, rounded down: it times the last end is what tasks use in all. */
    private IntVar utilisation() {
        LinearExprBuilder used = LinearExpr.newBuilder();
        IntVar last = model.newIntVar(1, problem.horizon, "");
        for (int j = 0; j < problem.jobs.size(); j++) {
            List<ExactProblem.Choice> choices = problem.jobs.get(j).choices();
            LinearExprBuilder end = LinearExpr.newBuilder().add(starts.get(j));
            for (int c = 0; c < choices.size(); c++) {
                ExactProblem.Choice choice = choices.get(c);
                double share = meanShare(problem, choice) / problem.nodes.size();
                BoolVar taken = presences.get(j).get(c);
                used.addTerm(taken, (long) (share * choice.runtime() * MILLIONTHS));
                end.addTerm(taken, choice.runtime());
            }
            model.addGreaterOrEqual(last, end);
        }
        IntVar ratio = model.newIntVar(0, MILLIONTHS, "");
        IntVar product = model.newIntVar(0, Math.multiplyExact(MILLIONTHS, problem.horizon), "");
        model.addMultiplicationEquality(product, ratio, last);
        model.addLessOrEqual(product, used);
        return ratio;
    }
}
