package org.dsppo.jobs.report.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A drawing of curves over a common axis, as SVG that takes its colours from the page. */
public final class LineChart {

    private static final int WIDTH = 420;
    private static final int HEIGHT = 220;
    private static final int LEFT = 56;
    private static final int RIGHT = 10;
    private static final int TOP = 10;
    private static final int BOTTOM = 26;
    private static final int TICKS = 5;

    /**
     * A curve.
     *
     * @param name for a tool tip
     * @param colour CSS colour
     * @param x positions, rising
     * @param y values; what is no number interrupts the curve
     */
    public record Curve(String name, String colour, double[] x, double[] y) {}

    private final List<Curve> curves = new ArrayList<>();
    private final String description;
    private Range positions;

    /**
     * @param description for who cannot see it
     */
    public LineChart(String description) {
        this.description = description;
    }

    /** Adds a curve. */
    public LineChart add(Curve curve) {
        curves.add(curve);
        return this;
    }

    /** Has the horizontal axis cover this, instead of what the curves do. */
    public LineChart over(double least, double most) {
        positions = new Range(least, most);
        return this;
    }

    /** The drawing. */
    public String svg() {
        Range x = positions == null ? Range.of(curves.stream().map(Curve::x).toList()) : positions;
        Range y = Range.of(curves.stream().map(Curve::y).toList()).widened();
        StringBuilder svg = new StringBuilder();
        svg.append(
                        "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 %d %d\">"
                                .formatted(WIDTH, HEIGHT))
                .append("<title>")
                .append(StaticPage.escaped(description))
                .append("</title>\n");
        for (double tick : y.ticks()) {
            double at = vertical(y, tick);
            line(svg, LEFT, at, WIDTH - RIGHT, at);
            text(svg, LEFT - 6, at + 4, "end", number(tick));
        }
        for (double tick : x.ticks()) {
            text(svg, horizontal(x, tick), HEIGHT - 8, "middle", number(tick));
        }
        curves.forEach(curve -> draw(svg, curve, x, y));
        return svg.append("</svg>\n").toString();
    }

    private static void draw(StringBuilder svg, Curve curve, Range x, Range y) {
        StringBuilder path = new StringBuilder();
        boolean pen = false;
        for (int i = 0; i < curve.x.length; i++) {
            boolean known = Double.isFinite(curve.y[i]);
            if (known) {
                path.append(
                        String.format(
                                Locale.ROOT,
                                "%s%.1f %.1f",
                                pen ? "L" : "M",
                                horizontal(x, curve.x[i]),
                                vertical(y, curve.y[i])));
            }
            pen = known;
        }
        svg.append(
                        "<path fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\" d=\"%s\">"
                                .formatted(curve.colour, path))
                .append("<title>")
                .append(StaticPage.escaped(curve.name))
                .append("</title></path>\n");
    }

    private static double horizontal(Range x, double value) {
        return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT);
    }

    private static double vertical(Range y, double value) {
        return HEIGHT - BOTTOM - y.share(value) * (HEIGHT - TOP - BOTTOM);
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\""
                                + " stroke=\"var(--grid)\"/>\n",
                        x1,
                        y1,
                        x2,
                        y2));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String text) {
        svg.append(
                String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"11\""
                                + " fill=\"var(--soft)\">%s</text>\n",
                        x,
                        y,
                        anchor,
                        text));
    }

    /** Short, and the same everywhere. */
    static String number(double value) {
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        String text =
                String.format(Locale.ROOT, size < 1e-3 || size >= 1e5 ? "%.1e" : "%.4g", value);
        return text.contains("e") || !text.contains(".")
                ? text
                : text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }

    /** What an axis covers. */
    record Range(double least, double most) {

        static Range of(List<double[]> values) {
            double least = Double.POSITIVE_INFINITY;
            double most = Double.NEGATIVE_INFINITY;
            for (double[] each : values) {
                for (double value : each) {
                    if (Double.isFinite(value)) {
                        least = Math.min(least, value);
                        most = Math.max(most, value);
                    }
                }
            }
            return least > most ? new Range(0, 1) : new Range(least, most);
        }

        /** A little more on both sides, and something even where all values are the same. */
        Range widened() {
            double more =
                    most > least ? 0.04 * (most - least) : Math.max(1e-9, Math.abs(most) * 0.1);
            return new Range(least - more, most + more);
        }

        double share(double value) {
            return most > least ? (value - least) / (most - least) : 0.5;
        }

        /** Round numbers inside, one, two or five times a power of ten apart. */
        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            if (!(most > least)) {
                ticks.add(least);
                return ticks;
            }
            double rough = (most - least) / TICKS;
            double power = Math.pow(10, Math.floor(Math.log10(rough)));
            double step =
                    rough <= 2 * power ? 2 * power : rough <= 5 * power ? 5 * power : 10 * power;
            for (long i = (long) Math.ceil(least / step); i * step <= most; i++) {
                ticks.add(i * step);
            }
            return ticks;
        }
    }
}
