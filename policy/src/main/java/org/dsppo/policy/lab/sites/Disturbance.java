package org.dsppo.policy.lab.sites;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.dsppo.policy.lab.simulation.NodeOutage;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ClusterSpec;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.catalogue.NodeSpec;
import org.dsppo.schemas.task.TaskMessage;
import org.dsppo.schemas.task.TaskSubmitted;

/** What makes the samples of a site harder. */
public enum Disturbance {
    /** Nothing. */
    NONE {
        @Override
        public Workload disturb(Workload workload, int sample) {
            return workload;
        }
    },
    /** Run times differ from the estimates, which nobody sees in the workload. */
    NOISE {
        @Override
        public Workload disturb(Workload workload, int sample) {
            return workload;
        }
    },
    /**
     * Each node is out of service for a tenth of the time in which tasks arrive, in two pieces on
     * average.
     */
    OUTAGES {
        @Override
        public Workload disturb(Workload workload, int sample) {
            return withOutages(workload, sample);
        }
    },
    /**
     * Between clusters transfers take 20 to 200 ms and 20 to 200 Mbit/s. Every task comes from a
     * cluster; its input takes 2 to 60 % of its class's least run time at 100 Mbit/s.
     */
    TRANSFER {
        @Override
        public Workload disturb(Workload workload, int sample) {
            return withTransfer(workload, sample);
        }
    };

    /** Standard deviation of the logarithm of run times under {@link #NOISE}. */
    public static final double SIGMA = 0.3;

    private static final double OUT = 0.1;
    private static final double OUTAGES_PER_NODE = 2;
    private static final double BITS_PER_MILLI = 100_000;

    /** For names and reports. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * A sample of a site with this disturbance.
     *
     * @param sample number of the sample
     */
    public abstract Workload disturb(Workload workload, int sample);

    private static long horizon(Workload workload) {
        return workload.tasks().get(workload.tasks().size() - 1).atMillis();
    }

    private static Dice dice(Workload workload, int sample) {
        return new Dice(31L * workload.name().hashCode() + sample);
    }

    private static Workload withOutages(Workload workload, int sample) {
        Dice dice = dice(workload, sample);
        double horizon = horizon(workload);
        double cycle = horizon / OUTAGES_PER_NODE;
        List<NodeOutage> outages = new ArrayList<>();
        for (NodeSpec node : workload.catalogue().nodes()) {
            double at = exponential(dice, (1 - OUT) * cycle);
            while (at < horizon) {
                double back = at + 1 + exponential(dice, OUT * cycle);
                outages.add(new NodeOutage(node.name(), Math.round(at), Math.round(back) + 1));
                at = back + 2 + exponential(dice, (1 - OUT) * cycle);
            }
        }
        return new Workload(workload.name(), workload.catalogue(), workload.tasks(), outages);
    }

    private static double exponential(Dice dice, double mean) {
        return -mean * Math.log1p(-dice.share());
    }

    private static Workload withTransfer(Workload workload, int sample) {
        Catalogue catalogue = workload.catalogue();
        // The site's, not the sample's: its network stays as it is.
        Dice network = new Dice(catalogue.name().hashCode());
        List<ClusterSpec> clusters = new ArrayList<>();
        for (ClusterSpec to : catalogue.clusters()) {
            Map<String, Double> latency = new LinkedHashMap<>();
            Map<String, Double> bandwidth = new LinkedHashMap<>();
            for (ClusterSpec from : catalogue.clusters()) {
                if (!from.id().equals(to.id())) {
                    latency.put(from.id(), Math.rint(network.ratio(20, 200)));
                    bandwidth.put(from.id(), Math.rint(network.ratio(20, 200)));
                }
            }
            clusters.add(new ClusterSpec(to.id(), to.tier(), to.cell(), latency, bandwidth));
        }
        Map<String, Long> inputBytes = new LinkedHashMap<>();
        catalogue
                .classes()
                .forEach(
                        (name, strategies) ->
                                inputBytes.put(name, inputBytes(strategies, network)));
        Dice dice = dice(workload, sample);
        UnaryOperator<TaskSubmitted> sent =
                task ->
                        new TaskSubmitted(
                                task.taskId(),
                                task.submittedAtMillis(),
                                task.taskClass(),
                                task.priority(),
                                task.runtimeScale(),
                                task.deadlineAtMillis(),
                                dice.oneOf(clusters).id(),
                                inputBytes.get(task.taskClass()),
                                task.cell(),
                                task.tenant(),
                                task.strategies());
        List<TaskMessage> tasks = new ArrayList<>();
        workload.tasks().forEach(each -> tasks.add(TaskMessage.of(sent.apply(each.submitted()))));
        return Workload.of(
                workload.name(),
                new Catalogue(
                        catalogue.name(),
                        catalogue.resources(),
                        catalogue.accelerators(),
                        clusters,
                        catalogue.nodes(),
                        catalogue.classes()),
                tasks);
    }

    private static long inputBytes(List<ExecutionStrategy> strategies, Dice network) {
        double shortest =
                strategies.stream().mapToLong(ExecutionStrategy::runtimeMillis).min().orElseThrow();
        return Math.round(network.ratio(0.02, 0.6) * shortest * BITS_PER_MILLI / 8);
    }
}
