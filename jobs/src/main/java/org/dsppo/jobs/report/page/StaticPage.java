package org.dsppo.jobs.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A page without scripts in the style of the experiments' reports: one file that asks the network
 * for nothing.
 */
public final class StaticPage {

    private static final String STYLE = "/org/dsppo/jobs/report/experiment/report.css";

    private final StringBuilder body = new StringBuilder();
    private final String eyebrow;
    private final String title;
    private final String headline;

    /**
     * @param eyebrow what kind of thing it is about
     * @param title what it is about
     * @param headline the finding in a sentence or two
     */
    public StaticPage(String eyebrow, String title, String headline) {
        this.eyebrow = eyebrow;
        this.title = title;
        this.headline = headline;
    }

    /** Begins a section. */
    public StaticPage section(String heading) {
        body.append("<section><h2>").append(escaped(heading)).append("</h2>\n");
        return this;
    }

    /** Ends a section. */
    public StaticPage endSection() {
        body.append("</section>\n");
        return this;
    }

    /** A heading inside a section. */
    public StaticPage heading(String text) {
        body.append("<h3>").append(escaped(text)).append("</h3>\n");
        return this;
    }

    /** A remark. */
    public StaticPage note(String text) {
        body.append("<p class=\"note\">").append(escaped(text)).append("</p>\n");
        return this;
    }

    /** Something as it was typed. */
    public StaticPage code(String text) {
        body.append("<p><code>").append(escaped(text)).append("</code></p>\n");
        return this;
    }

    /**
     * A table.
     *
     * @param columns headings
     * @param rows cells as text, the first of each row its heading
     */
    public StaticPage table(List<String> columns, List<List<String>> rows) {
        body.append("<div class=\"scroll\"><table><thead><tr>");
        columns.forEach(column -> body.append("<th>").append(escaped(column)).append("</th>"));
        body.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            body.append("<tr><th scope=\"row\">").append(escaped(row.get(0))).append("</th>");
            row.stream()
                    .skip(1)
                    .forEach(cell -> body.append("<td>").append(escaped(cell)).append("</td>"));
            body.append("</tr>\n");
        }
        body.append("</tbody></table></div>\n");
        return this;
    }

    /**
     * Drawings side by side.
     *
     * @param columns how many in a row, 2 or 3
     * @param charts drawings with their captions
     */
    public StaticPage figures(int columns, List<Figure> charts) {
        body.append("<div class=\"columns ").append(columns == 3 ? "three" : "two").append("\">\n");
        for (Figure chart : charts) {
            body.append("<figure><figcaption>")
                    .append(escaped(chart.caption))
                    .append("</figcaption>")
                    .append(chart.svg)
                    .append("</figure>\n");
        }
        body.append("</div>\n");
        return this;
    }

    /**
     * A drawing.
     *
     * @param caption what it shows
     * @param svg the drawing, as it is to stand in the page
     */
    public record Figure(String caption, String svg) {}

    /** The page as a file has it. */
    public String html() {
        return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>DS-PPO Scheduler: %s</title>
        <style>
        %s
        </style>
        </head>
        <body>
        <header class="page">
        <div class="bar"><span class="product">DS-PPO Scheduler</span></div>
        <p class="eyebrow">%s</p>
        <h1>%s</h1>
        <p class="headline">%s</p>
        </header>
        <main class="page">
        %s</main>
        </body>
        </html>
        """
                .formatted(
                        escaped(title),
                        style(),
                        escaped(eyebrow),
                        escaped(title),
                        escaped(headline),
                        body);
    }

    private static String style() {
        try (InputStream css = StaticPage.class.getResourceAsStream(STYLE)) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
