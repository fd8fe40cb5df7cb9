package org.dsppo.policy.lab.measure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.dsppo.policy.lab.evaluation.ConfidenceInterval;
import org.dsppo.policy.lab.measure.SiteLoadFigures.Judged;

/**
 * A policy over several sites and loads.
 *
 * @param policy its name
 * @param group what these have in common: {@code all}, {@code kind fleet}, {@code load 0.9}, …
 * @param siteLoads how many there are
 * @param ratio geometric mean of the ratios to the reference
 * @param low lower end of its 95 % interval over sites, those of one site taken together; null for
 *     one site
 * @param high upper end
 * @param hindsightRatio geometric mean of the ratios to the hindsight choice
 * @param worst largest ratio
 * @param worstAt site and load of the largest ratio
 * @param above1 site-loads whose interval lies above 1
 * @param above101 site-loads whose interval lies above 1.01
 * @param above102 site-loads whose interval lies above 1.02
 * @param above105 site-loads whose interval lies above 1.05
 * @param below1 site-loads whose interval lies below 1
 */
public record MeasureSummary(
        String policy,
        String group,
        int siteLoads,
        double ratio,
        Double low,
        Double high,
        double hindsightRatio,
        double worst,
        String worstAt,
        long above1,
        long above101,
        long above102,
        long above105,
        long below1) {

    private static final String ALL = "all";

    /** Every policy over all, by kind, by load and by arrivals. */
    public static List<MeasureSummary> of(List<SiteLoadFigures> figures) {
        Set<String> policies = new LinkedHashSet<>();
        figures.forEach(each -> each.policies().forEach(judged -> policies.add(judged.policy())));
        List<Function<SiteLoadFigures, String>> groupings =
                List.of(
                        each -> ALL,
                        each -> "load " + each.load(),
                        each -> "kind " + each.kind(),
                        each -> "arrivals " + each.arrivals());
        List<MeasureSummary> summaries = new ArrayList<>();
        for (String policy : policies) {
            for (Function<SiteLoadFigures, String> grouping : groupings) {
                figures.stream()
                        .collect(
                                Collectors.groupingBy(
                                        grouping, LinkedHashMap::new, Collectors.toList()))
                        .forEach((group, some) -> summaries.add(of(policy, group, some)));
            }
        }
        return summaries;
    }

    /** True if this is over all sites and loads. */
    @JsonIgnore
    public boolean isOverall() {
        return group.equals(ALL);
    }

    private static MeasureSummary of(String policy, String group, List<SiteLoadFigures> figures) {
        List<Judged> judged = figures.stream().map(each -> each.of(policy)).toList();
        Map<String, Double> logsBySite =
                figures.stream()
                        .collect(
                                Collectors.groupingBy(
                                        SiteLoadFigures::site,
                                        LinkedHashMap::new,
                                        Collectors.averagingDouble(
                                                each -> Math.log(each.of(policy).ratio()))));
        ConfidenceInterval interval =
                ConfidenceInterval.of(
                        logsBySite.values().stream().mapToDouble(Double::doubleValue).toArray());
        boolean several = interval.samples() > 1;
        SiteLoadFigures worst = figures.get(0);
        for (SiteLoadFigures each : figures) {
            worst = each.of(policy).ratio() > worst.of(policy).ratio() ? each : worst;
        }
        return new MeasureSummary(
                policy,
                group,
                figures.size(),
                geometricMean(judged.stream().map(Judged::ratio).toList()),
                several ? Math.exp(interval.mean() - interval.halfWidth()) : null,
                several ? Math.exp(interval.mean() + interval.halfWidth()) : null,
                geometricMean(judged.stream().map(Judged::hindsightRatio).toList()),
                worst.of(policy).ratio(),
                "%s at %s".formatted(worst.site(), worst.load()),
                above(judged, 1),
                above(judged, 1.01),
                above(judged, 1.02),
                above(judged, 1.05),
                judged.stream().filter(each -> each.high() < 1).count());
    }

    private static long above(List<Judged> judged, double ratio) {
        return judged.stream().filter(each -> each.isAbove(ratio)).count();
    }

    private static double geometricMean(List<Double> ratios) {
        return Math.exp(ratios.stream().mapToDouble(Math::log).average().orElseThrow());
    }
}
