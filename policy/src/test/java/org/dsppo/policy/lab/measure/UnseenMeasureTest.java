package org.dsppo.policy.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.baseline.Baselines;
import org.dsppo.policy.lab.evaluation.ExecutedRun;
import org.dsppo.policy.lab.evaluation.RunSummary;
import org.dsppo.policy.lab.simulation.Simulator;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.policy.lab.sites.Disturbance;
import org.dsppo.policy.lab.sites.Site;
import org.dsppo.policy.lab.sites.SiteKind;
import org.dsppo.policy.lab.sites.UnseenSites;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnseenMeasureTest {

    private static final Site SITE = UnseenSites.other(SiteKind.MONO, 3);
    private static final SiteLoad AT_LOAD = new SiteLoad(SITE, 0.9, Disturbance.NONE);

    @TempDir private Path folder;

    private UnseenMeasure measure(Path cache) throws IOException {
        return new UnseenMeasure(
                (name, site) -> Baselines.named(name),
                EngineOptions.defaults().withoutReservations(),
                cache,
                1);
    }

    private static SiteLoadFigures only(UnseenMeasure measure, String... policies)
            throws IOException {
        return measure.of(List.of(AT_LOAD), List.of(policies), (done, total, each) -> {}).get(0);
    }

    /** Mean of means over five samples of every heuristic there is, none dropped. */
    private static Map<String, Double> everyHeuristic(int first) {
        Map<String, Double> means = new HashMap<>();
        for (int sample = first; sample < first + 5; sample++) {
            Workload workload = SITE.sample(0.9, sample);
            for (String policy : Baselines.allHeuristicsWithMoreCaps()) {
                double millis =
                        RunSummary.of(
                                        ExecutedRun.of(
                                                Simulator.run(workload, Baselines.named(policy))))
                                .averageCompletionMillis();
                means.merge(policy, millis / 5, Double::sum);
            }
        }
        return means;
    }

    @Test
    void findsWhatRunningEverythingFinds() throws IOException {
        Map<String, Double> chosenBy = everyHeuristic(5);
        Map<String, Double> judgedBy = everyHeuristic(0);
        SiteLoadFigures figures = only(measure(null), "round-robin", "first-fit:k=2");

        assertThat(chosenBy.get(figures.reference()))
                .isEqualTo(chosenBy.values().stream().mapToDouble(d -> d).min().orElseThrow());
        double reference = judgedBy.get(figures.reference());
        assertThat(SiteLoadFigures.mean(figures.referenceMillis()))
                .isCloseTo(reference, within(1e-6));
        assertThat(SiteLoadFigures.mean(figures.hindsightMillis()))
                .isCloseTo(
                        judgedBy.values().stream().mapToDouble(d -> d).min().orElseThrow(),
                        within(1e-6));
        for (String policy : List.of("round-robin", "first-fit:k=2")) {
            assertThat(figures.of(policy).ratio())
                    .isCloseTo(judgedBy.get(policy) / reference, within(1e-9));
            assertThat(figures.of(policy).unfinished()).isZero();
            assertThat(figures.of(policy).violations()).isZero();
        }
        assertThat(figures.heuristics()).isLessThan(chosenBy.size());
        assertThat(figures.simulations()).isLessThan(10L * figures.heuristics());
    }

    @Test
    void runsOnlyWhatIsJudgedIfHeuristicsAreKnown() throws IOException {
        SiteLoadFigures first = only(measure(folder), "greedy");
        SiteLoadFigures second = only(measure(folder), "round-robin");
        assertThat(first.simulations()).isGreaterThan(50);
        // The one that is checked.
        assertThat(second.simulations()).isEqualTo(1);
        assertThat(second.reference()).isEqualTo(first.reference());
        assertThat(second.hindsightMillis()).isEqualTo(first.hindsightMillis());
    }

    @Test
    void noticesFiguresOfAnotherVersion() throws IOException {
        SiteLoadFigures figures = only(measure(folder), "greedy");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                List<String> lines =
                        Files.readAllLines(file).stream()
                                .map(line -> line.replaceFirst("(,\\d+)\\d\\.", "$10."))
                                .toList();
                Files.write(file, lines);
            }
        }
        assertThatThrownBy(() -> only(measure(folder), "greedy"))
                .isInstanceOf(StaleCacheException.class)
                .hasMessageContaining(SITE.name())
                .hasMessageContaining("expected an empty folder");
        assertThat(figures.reference()).isNotEmpty();
    }

    @Test
    void namesThatDecideAlikeAreRunOnce() {
        List<String> distinct = DistinctHeuristics.on(SITE.catalogue());
        assertThat(distinct).doesNotHaveDuplicates().hasSizeLessThan(153);
        assertThat(Baselines.allHeuristicsWithMoreCaps()).hasSize(153).containsAll(distinct);
    }

    @Test
    void drawsTenSitesForEachDisturbance() {
        for (Disturbance each :
                List.of(Disturbance.NOISE, Disturbance.OUTAGES, Disturbance.TRANSFER)) {
            List<Site> sites = SiteLoad.disturbedSites(each);
            assertThat(sites.stream().map(Site::kind).distinct()).hasSize(10);
            assertThat(sites).allMatch(site -> site.catalogue().clusters().size() > 1);
        }
    }
}
