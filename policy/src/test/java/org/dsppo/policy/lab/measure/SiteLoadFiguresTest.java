package org.dsppo.policy.lab.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.dsppo.policy.lab.measure.SiteLoadFigures.Judged;
import org.junit.jupiter.api.Test;

class SiteLoadFiguresTest {

    private static final double[] REFERENCE = {100, 200, 100, 200, 400};
    private static final double[] HINDSIGHT = {100, 200, 100, 200, 200};

    private static SiteLoadFigures at(String site, String kind, double load, double... factors) {
        double[] millis = new double[REFERENCE.length];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = REFERENCE[i] * factors[i];
        }
        Judged judged = Judged.of("p", millis, REFERENCE, HINDSIGHT, 0, 0, 0);
        return new SiteLoadFigures(
                site,
                kind,
                "even",
                load,
                1,
                1,
                "r",
                REFERENCE,
                "h",
                HINDSIGHT,
                List.of(judged),
                0,
                0);
    }

    /**
     * Factors 1.1, 1.1, 1.2, 1.2, 1.1: the means are 1130/1000; the logarithms .0953102 and
     * .1823216 have mean .1301147 and standard deviation .0476581, so ± 2.776445 · .0476581 / √5 =
     * .0591753.
     */
    @Test
    void dividesMeansAndPairsLogarithms() {
        Judged judged = at("s", "k", 0.5, 1.1, 1.1, 1.2, 1.2, 1.1).policies().get(0);
        assertThat(judged.ratio()).isCloseTo(1130 / 1000.0, within(1e-12));
        assertThat(judged.hindsightRatio()).isCloseTo(1130 / 800.0, within(1e-12));
        assertThat(judged.low()).isCloseTo(Math.exp(0.1301147 - 0.0591753), within(1e-6));
        assertThat(judged.high()).isCloseTo(Math.exp(0.1301147 + 0.0591753), within(1e-6));
        assertThat(judged.isAbove(1.07)).isTrue();
        assertThat(judged.isAbove(1.08)).isFalse();
    }

    @Test
    void takesGeometricMeansAndCountsByTheEndsOfIntervals() {
        List<SiteLoadFigures> figures =
                List.of(
                        at("a", "x", 0.5, 1.1, 1.1, 1.1, 1.1, 1.1),
                        at("a", "x", 0.9, 0.9, 0.9, 0.9, 0.9, 0.9),
                        at("b", "y", 0.5, 1.03, 1.03, 1.03, 1.03, 1.03),
                        at("b", "y", 0.9, 0.5, 1.8, 0.5, 1.8, 1.2));
        List<MeasureSummary> summaries = MeasureSummary.of(figures);
        assertThat(summaries)
                .extracting(MeasureSummary::group)
                .containsExactly(
                        "all", "load 0.5", "load 0.9", "kind x", "kind y", "arrivals even");
        MeasureSummary all = summaries.get(0);
        // 50 + 360 + 50 + 360 + 480 = 1300 of 1000.
        double last = 1.3;
        assertThat(all.siteLoads()).isEqualTo(4);
        assertThat(all.ratio()).isCloseTo(Math.pow(1.1 * 0.9 * 1.03 * last, 0.25), within(1e-12));
        assertThat(all.hindsightRatio()).isCloseTo(1.25 * all.ratio(), within(1e-12));
        assertThat(all.worst()).isCloseTo(last, within(1e-12));
        assertThat(all.worstAt()).isEqualTo("b at 0.9");
        // The last one is far above, but its samples do not agree.
        assertThat(all.above1()).isEqualTo(2);
        assertThat(all.above102()).isEqualTo(2);
        assertThat(all.above105()).isEqualTo(1);
        assertThat(all.below1()).isEqualTo(1);
        // Two sites, by Student's t with one degree of freedom.
        double a = Math.log(1.1 * 0.9) / 2;
        double b = Math.log(1.03 * last) / 2;
        double halfWidth = 12.7062047 * Math.abs(a - b) / 2;
        assertThat(all.low()).isCloseTo(Math.exp((a + b) / 2 - halfWidth), within(1e-6));
        assertThat(summaries.get(3).low()).isNull();
        assertThat(summaries.get(3).ratio()).isCloseTo(Math.sqrt(0.99), within(1e-12));
    }
}
