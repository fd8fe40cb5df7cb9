package org.dsppo.policy.lab.sites;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.bound.ThroughputProgram;
import org.dsppo.policy.lab.simulation.ExecutedDecision;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskMessage;
import org.junit.jupiter.api.Test;

class UnseenSitesTest {

    private static final List<Site> SITES = UnseenSites.locked();

    private static Site named(String name) {
        return SITES.stream().filter(site -> site.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<Catalogue> of(SiteKind kind) {
        return SITES.stream().filter(each -> each.kind() == kind).map(Site::catalogue).toList();
    }

    private static Set<String> resources(SiteKind kind) {
        return of(kind).stream()
                .flatMap(each -> each.resources().stream())
                .collect(Collectors.toSet());
    }

    @Test
    void hasEveryKindWithEveryStyleOfArrivals() {
        assertThat(SITES).hasSize(44);
        assertThat(SITES.stream().map(Site::name).distinct()).hasSize(44);
        assertThat(SITES.stream().map(each -> each.kind() + " " + each.arrivals()).distinct())
                .hasSize(SiteKind.values().length * ArrivalStyle.values().length);
        assertThat(SITES.stream().filter(each -> each.spread() > 0)).hasSize(22);
    }

    @Test
    void isTheSameEveryTimeAndEverySampleIsAnother() {
        List<Site> again = UnseenSites.locked();
        for (int i = 0; i < SITES.size(); i += 3) {
            assertThat(again.get(i).catalogue()).isEqualTo(SITES.get(i).catalogue());
            assertThat(again.get(i).sample(0.9, 3)).isEqualTo(SITES.get(i).sample(0.9, 3));
        }
        Site site = SITES.get(4);
        assertThat(site.sample(0.9, 1).tasks()).isNotEqualTo(site.sample(0.9, 2).tasks());
        assertThat(site.sample(0.9, 1).tasks()).isNotEqualTo(site.sample(1.2, 1).tasks());
        Catalogue other = UnseenSites.other(SiteKind.FLEET, 1).catalogue();
        assertThat(of(SiteKind.FLEET)).noneMatch(each -> each.nodes().equals(other.nodes()));
    }

    @Test
    void kindsDiffer() {
        assertThat(of(SiteKind.FLEET).stream().map(UnseenSitesTest::spreadOfSpeeds))
                .anyMatch(spread -> spread > 100);
        assertThat(of(SiteKind.ZOO))
                .allSatisfy(e -> assertThat(e.classes().size()).isBetween(25, 40));
        assertThat(of(SiteKind.MONO))
                .allSatisfy(e -> assertThat(e.classes().size()).isBetween(1, 2));
        assertThat(of(SiteKind.TEST_BED))
                .allSatisfy(
                        each ->
                                assertThat(each.classes())
                                        .containsOnlyKeys(
                                                "ai", "memory", "storage", "io", "network"));
        assertThat(resources(SiteKind.CPU_FARM)).containsExactlyInAnyOrder("cpu", "mem");
        assertThat(resources(SiteKind.FPGA_PLANT)).contains("fpga");
        assertThat(resources(SiteKind.EDGE_NPU)).contains("npu", "gpu");
        assertThat(resources(SiteKind.MIG)).contains("slice1", "slice2", "slice3", "gpu");
        assertThat(shares(SiteKind.MIG, "gpu")).contains(0.142857);
        assertThat(shares(SiteKind.GPU_PODS, "gpu")).contains(1.0, 8.0);
        assertThat(shares(SiteKind.GPU_SHARES, "gpu")).anyMatch(share -> share < 0.3).contains(1.0);
        assertThat(of(SiteKind.SCARCE))
                .allSatisfy(
                        each ->
                                assertThat(each.classes().values())
                                        .anyMatch(ways -> ways.size() == 1));
    }

    /** Slowest over fastest way, of the class for which that is most. */
    private static double spreadOfSpeeds(Catalogue catalogue) {
        return catalogue.classes().values().stream()
                .map(
                        ways ->
                                ways.stream()
                                        .mapToLong(ExecutionStrategy::runtimeMillis)
                                        .summaryStatistics())
                .mapToDouble(each -> each.getMax() / (double) each.getMin())
                .max()
                .orElseThrow();
    }

    private static Set<Double> shares(SiteKind kind, String resource) {
        return of(kind).stream()
                .map(each -> each.classes().values())
                .flatMap(Collection::stream)
                .flatMap(List::stream)
                .map(each -> each.demand().getOrDefault(resource, 0.0))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Prices prove a least time for each sample, with which no program has to do. */
    @Test
    void loadsAreWhatTheySay() {
        for (String name :
                List.of("gpu-pods-3", "mono-3", "scarce-2", "edge-npu-1", "test-bed-4")) {
            Site site = named(name);
            assertThat(site.arrivals()).isEqualTo(ArrivalStyle.EVEN);
            for (double load : UnseenSites.LOADS) {
                Workload sample = site.sample(load, 2);
                double arriving = lastArrivalMillis(sample) / 1000.0;
                double busy = PricedLoad.leastSeconds(sample);
                assertThat(busy / arriving)
                        .as("%s at %s", name, load)
                        .isBetween(0.75 * load, 1.02 * load);
            }
        }
    }

    /** No schedule does the work in less time than the program says. */
    @Test
    void nobodyIsDoneSooner() {
        for (Site site : SITES) {
            Workload sample = site.sample(1.2, 7);
            double busy = new ThroughputProgram(site.catalogue()).busyMillis(work(sample));
            double makespan =
                    Simulator.run(sample, Baselines.named("greedy:k=6")).decisions().stream()
                            .mapToDouble(ExecutedDecision::finishedAtMillis)
                            .max()
                            .orElseThrow();
            assertThat(makespan).as(site.name()).isGreaterThan(busy);
            // Before and after a shift the load is 1.2 each, whatever could be moved between them.
            if (site.arrivals() != ArrivalStyle.MIX_SHIFT) {
                assertThat(lastArrivalMillis(sample))
                        .as(site.name())
                        .isLessThanOrEqualTo(Math.round(busy / 1.2));
            }
        }
    }

    private static Map<String, Double> work(Workload workload) {
        return workload.tasks().stream()
                .map(TaskMessage::submitted)
                .collect(
                        Collectors.groupingBy(
                                task -> task.taskClass(),
                                Collectors.summingDouble(task -> task.runtimeScale())));
    }

    private static long lastArrivalMillis(Workload workload) {
        return workload.tasks().get(workload.tasks().size() - 1).atMillis();
    }

    @Test
    void burstsCrowdAndMixesShift() {
        Workload even = named("gpu-shares-1").sample(0.9, 0);
        Workload bursts = named("mig-2").sample(0.9, 0);
        assertThat(timeOfTheBusiestHalf(even)).isGreaterThan(0.35);
        assertThat(timeOfTheBusiestHalf(bursts)).isLessThan(0.2);
        Workload shift = named("test-bed-3").sample(0.9, 0);
        Map<String, Double> before = work(half(shift, 0));
        Map<String, Double> after = work(half(shift, 1));
        double moved =
                before.entrySet().stream()
                        .mapToDouble(
                                each ->
                                        Math.abs(
                                                each.getValue()
                                                        - after.getOrDefault(each.getKey(), 0.0)))
                        .sum();
        assertThat(moved / shift.tasks().size()).isGreaterThan(0.1);
    }

    private static Workload half(Workload workload, int which) {
        int middle = workload.tasks().size() / 2;
        return Workload.of(
                workload.name(),
                workload.catalogue(),
                which == 0
                        ? workload.tasks().subList(0, middle)
                        : workload.tasks().subList(middle, workload.tasks().size()));
    }

    /** Share of the time, in pieces of half a percent, in which half of the tasks arrive. */
    private static double timeOfTheBusiestHalf(Workload workload) {
        int pieces = 200;
        int[] counts = new int[pieces];
        long last = lastArrivalMillis(workload);
        workload.tasks().forEach(each -> counts[(int) (each.atMillis() * pieces / (last + 1))]++);
        Arrays.sort(counts);
        int needed = 0;
        int tasks = 0;
        while (2 * tasks < workload.tasks().size()) {
            needed++;
            tasks += counts[pieces - needed];
        }
        return needed / (double) pieces;
    }
}
