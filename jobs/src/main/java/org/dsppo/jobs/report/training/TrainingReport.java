package org.dsppo.jobs.report.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dsppo.jobs.report.experiment.FigureJson;
import org.dsppo.jobs.report.experiment.Provenance;
import org.dsppo.policy.training.plan.RewardGrid;
import org.dsppo.policy.training.plan.TrainingRecord;

/** Writes what training has to show: a page for people, and the same figures as JSON. */
public final class TrainingReport {

    private TrainingReport() {}

    private record RunDocument(Provenance provenance, TrainingRecord record) {}

    private record GridDocument(
            Provenance provenance, RewardGrid grid, List<RewardGrid.Curve> curves) {}

    /**
     * Writes the report of a run.
     *
     * @param page HTML file; the JSON goes beside it
     */
    public static void write(Path page, TrainingRecord record, Provenance provenance)
            throws IOException {
        Files.writeString(page, TrainingPage.render(record, provenance));
        Files.writeString(
                json(page), FigureJson.indented(new RunDocument(provenance, record)) + "\n");
    }

    /**
     * Writes the report of a grid of rewards.
     *
     * @param page HTML file; the JSON goes beside it
     */
    public static void write(
            Path page, RewardGrid grid, List<RewardGrid.Curve> curves, Provenance provenance)
            throws IOException {
        Files.writeString(page, RewardGridPage.render(grid, curves, provenance));
        Files.writeString(
                json(page), FigureJson.indented(new GridDocument(provenance, grid, curves)) + "\n");
    }

    private static Path json(Path page) {
        String name = page.getFileName().toString();
        return page.resolveSibling(name.replaceFirst("\\.html?$", "") + ".json");
    }
}
