package org.dsppo.jobs.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.OutputPath;
import org.dsppo.jobs.console.RunFailedException;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.report.RunExport;
import picocli.CommandLine.Option;

/** {@code --export}: where the files of a run go. */
final class ExportOption {

    @Option(
            names = "--export",
            paramLabel = "DIR",
            description =
                    "Write cluster.json, tasks.jsonl, decisions.jsonl and run.json of the run here.")
    private Path folder;

    /** The folder, or null if nothing is to be exported. */
    Path folder() {
        return folder;
    }

    /**
     * Makes the folder before the run, so that a long run is not in vain.
     *
     * @throws UserErrorException if it cannot be made or written
     */
    void prepare() {
        if (folder == null) {
            return;
        }
        OutputPath.requireFolder("--export", folder);
    }

    /**
     * Writes an export into the folder, or a folder in it. Does nothing without {@code --export}.
     */
    void write(RunExport export, String... subfolder) {
        if (folder == null) {
            return;
        }
        Path target = Path.of(folder.toString(), subfolder);
        try {
            export.write(target);
        } catch (IOException e) {
            throw new RunFailedException(
                    "the export to " + target + " failed: " + IoProblem.inWords(e), e);
        }
    }
}
