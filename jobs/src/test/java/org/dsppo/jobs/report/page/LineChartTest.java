package org.dsppo.jobs.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class LineChartTest {

    private static Element draw(LineChart chart) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(chart.svg())))
                .getDocumentElement();
    }

    /** The plot is 354 by 184 from (56, 10); values reach 4 % beyond the data above and below. */
    @Test
    void drawsPointsWhereTheyBelong() throws Exception {
        Element svg =
                draw(
                        new LineChart("<rising> & falling")
                                .add(
                                        new LineChart.Curve(
                                                "a",
                                                "red",
                                                new double[] {0, 5, 10},
                                                new double[] {0, 100, 50})));
        Element path = (Element) svg.getElementsByTagName("path").item(0);
        assertThat(path.getAttribute("d")).isEqualTo("M56.0 187.2L233.0 16.8L410.0 102.0");
        assertThat(svg.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("<rising> & falling");
    }

    @Test
    void interruptsACurveWhereThereIsNoNumber() throws Exception {
        Element svg =
                draw(
                        new LineChart("c")
                                .add(
                                        new LineChart.Curve(
                                                "a",
                                                "red",
                                                new double[] {1, 2, 3, 4},
                                                new double[] {1, 2, Double.NaN, 1})));
        Element path = (Element) svg.getElementsByTagName("path").item(0);
        assertThat(path.getAttribute("d")).containsPattern("^M[^ML]+L[^ML]+M[^ML]+$");
    }

    @Test
    void ticksAreRoundNumbers() {
        assertThat(new LineChart.Range(0.3, 9.7).ticks()).containsExactly(2.0, 4.0, 6.0, 8.0);
        assertThat(new LineChart.Range(-1, 1).ticks()).containsExactly(-1.0, -0.5, 0.0, 0.5, 1.0);
        assertThat(new LineChart.Range(3, 3).ticks()).containsExactly(3.0);
        assertThat(LineChart.number(0.25)).isEqualTo("0.25");
        assertThat(LineChart.number(1200)).isEqualTo("1200");
        assertThat(LineChart.number(-0.00001)).isEqualTo("-1.0e-05");
    }
}
