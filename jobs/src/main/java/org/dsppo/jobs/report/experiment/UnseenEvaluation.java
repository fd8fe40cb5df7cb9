package org.dsppo.jobs.report.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.dsppo.policy.engine.EngineOptions;
import org.dsppo.policy.lab.measure.MeasureSummary;
import org.dsppo.policy.lab.measure.SiteLoad;
import org.dsppo.policy.lab.measure.SiteLoadFigures;
import org.dsppo.policy.lab.measure.SiteLoadFigures.Judged;
import org.dsppo.policy.lab.measure.StaleCacheException;
import org.dsppo.policy.lab.measure.UnseenMeasure;
import org.dsppo.policy.lab.sites.Disturbance;
import org.dsppo.policy.lab.sites.Site;
import org.dsppo.policy.lab.sites.UnseenSites;
import org.dsppo.policy.placement.PlacementPolicy;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * The experiments {@code unseen-…}: policies on a locked set of made-up sites against the heuristic
 * that is best on other samples of each, as text, {@code results.json}, {@code results.csv} and a
 * page.
 */
public final class UnseenEvaluation {

    /** What is judged unless something is named. */
    static final List<String> USUAL = List.of("ds-ppo");

    private static final Map<String, Disturbance> BY_NAME =
            Map.of(
                    "unseen-sites", Disturbance.NONE,
                    "unseen-noise", Disturbance.NOISE,
                    "unseen-outages", Disturbance.OUTAGES,
                    "unseen-transfer", Disturbance.TRANSFER);

    private final Consumer<String> known;
    private final BiFunction<String, Catalogue, Supplier<PlacementPolicy>> policies;
    private final Clock clock;

    /**
     * @param known throws {@link IllegalArgumentException} for names of policies that are unknown
     * @param policies name and site to policy
     * @param clock tells when a report was made
     */
    public UnseenEvaluation(
            Consumer<String> known,
            BiFunction<String, Catalogue, Supplier<PlacementPolicy>> policies,
            Clock clock) {
        this.known = known;
        this.policies = policies;
        this.clock = clock;
    }

    /** True if an experiment is one of these. */
    static boolean isAbout(String experiment) {
        return experiment != null && BY_NAME.containsKey(experiment);
    }

    /**
     * Judges policies and writes the figures.
     *
     * @param sites numbers of sites, null for all
     * @param cache folder of what heuristics come to, null for none
     * @throws InvalidExperimentException if a policy or site is unknown, or the cache is stale
     * @throws IOException if a folder cannot be used
     */
    public UnseenDocument run(
            ExperimentRequest request, String sites, Path cache, Consumer<String> progress)
            throws IOException {
        long startedAt = clock.millis();
        List<String> judged = PolicySelection.of(request.policies(), known, false).requested();
        List<SiteLoad> siteLoads = siteLoads(BY_NAME.get(request.experiment()), sites);
        Files.createDirectories(request.folder());
        EngineOptions rules = EngineOptions.defaults();
        UnseenMeasure measure =
                new UnseenMeasure(
                        policies,
                        request.reservations() ? rules : rules.withoutReservations(),
                        cache,
                        request.threads());
        List<SiteLoadFigures> figures;
        try {
            figures = measure.of(siteLoads, judged, told(request.experiment(), progress));
        } catch (StaleCacheException e) {
            throw new InvalidExperimentException("--cache: " + e.getMessage(), e);
        }
        UnseenDocument document =
                new UnseenDocument(
                        request.experiment(),
                        "How much longer do tasks take than under the best heuristic, on sites that"
                                + " nothing was trained on?",
                        Provenance.here(
                                request.command(),
                                request.version(),
                                clock,
                                request.threads(),
                                startedAt,
                                figures.stream().mapToLong(SiteLoadFigures::millis).sum()),
                        UnseenMeasure.definition(),
                        MeasureSummary.of(figures),
                        figures);
        write(request.folder(), document);
        return document;
    }

    private static List<SiteLoad> siteLoads(Disturbance disturbance, String numbers) {
        boolean undisturbed = disturbance == Disturbance.NONE;
        List<Site> all = undisturbed ? UnseenSites.locked() : SiteLoad.disturbedSites(disturbance);
        List<Site> chosen = new ArrayList<>();
        for (long number : numbers == null ? List.<Long>of() : siteNumbers(numbers)) {
            if (number < 0 || number >= all.size()) {
                throw new InvalidExperimentException(
                        "--sites names %d, expected numbers from 0 to %d"
                                .formatted(number, all.size() - 1));
            }
            chosen.add(all.get((int) number));
        }
        List<Site> sites = numbers == null ? all : chosen;
        return undisturbed ? SiteLoad.undisturbed(sites) : SiteLoad.disturbed(sites, disturbance);
    }

    private static List<Long> siteNumbers(String text) {
        try {
            return SeedList.parse(text);
        } catch (InvalidExperimentException e) {
            throw new InvalidExperimentException(
                    "--sites is '%s', expected numbers such as 0-9 or 1,5,9".formatted(text), e);
        }
    }

    private UnseenMeasure.Listener told(String experiment, Consumer<String> progress) {
        long begun = clock.millis();
        return (done, total, figures) ->
                progress.accept(
                        "%s: %d of %d, %s, %s left"
                                .formatted(
                                        experiment,
                                        done,
                                        total,
                                        siteLoad(figures),
                                        RunsProgress.duration(
                                                (clock.millis() - begun)
                                                        / 1000.0
                                                        / done
                                                        * (total - done))));
    }

    private static String siteLoad(SiteLoadFigures figures) {
        StringBuilder text =
                new StringBuilder("%s at %s:".formatted(figures.site(), figures.load()));
        for (Judged each : figures.policies()) {
            text.append(String.format(Locale.ROOT, " %s %.3f", each.policy(), each.ratio()));
        }
        return text.toString();
    }

    private static void write(Path folder, UnseenDocument document) throws IOException {
        Files.write(folder.resolve(ExperimentEvaluation.RESULTS_CSV), csv(document.results()));
        Files.writeString(
                folder.resolve(ExperimentEvaluation.RESULTS_JSON), document.json() + "\n");
        Files.writeString(folder.resolve(ExperimentEvaluation.REPORT), UnseenPage.render(document));
    }

    private static List<String> csv(List<SiteLoadFigures> figures) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "site,kind,arrivals,load,tasks,heuristics,reference,referenceMillis,hindsight,"
                        + "hindsightMillis,policy,completionMillis,ratio,low,high,hindsightRatio,"
                        + "cutOff,unfinished,violations");
        for (SiteLoadFigures each : figures) {
            for (Judged judged : each.policies()) {
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "%s,%s,%s,%s,%d,%d,%s,%s,%s,%s,%s,%s,%s,%s,%s,%s,%d,%d,%d",
                                each.site(),
                                each.kind(),
                                each.arrivals(),
                                each.load(),
                                each.tasks(),
                                each.heuristics(),
                                each.reference(),
                                SiteLoadFigures.mean(each.referenceMillis()),
                                each.hindsight(),
                                SiteLoadFigures.mean(each.hindsightMillis()),
                                judged.policy(),
                                SiteLoadFigures.mean(judged.completionMillis()),
                                judged.ratio(),
                                judged.low(),
                                judged.high(),
                                judged.hindsightRatio(),
                                judged.cutOff(),
                                judged.unfinished(),
                                judged.violations()));
            }
        }
        return lines;
    }
}
