package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.topicview.JobSigns;
import picocli.CommandLine.Option;

/** {@code --speed} of what works with a running job, whose speed it has to be. */
final class JobSpeedOption {

    @Option(
            names = "--speed",
            paramLabel = "S",
            description =
                    "Seconds of the trace per second on the wall. Default: the speed of the job, as its"
                            + " summaries say, or 1")
    private Double speed;

    /** True if it was given. */
    boolean isGiven() {
        return speed != null;
    }

    /**
     * Checks what was given.
     *
     * @throws UserErrorException if it is not positive
     */
    void check() {
        if (speed != null && !(speed > 0 && speed <= 1e6)) {
            throw new UserErrorException(
                    "--speed is %s, expected a positive number up to 1000000".formatted(speed));
        }
    }

    /**
     * The speed to work at. Says so in one line where the job's differs or is not the clock's.
     *
     * @throws UserErrorException if it is not positive
     */
    double with(JobSigns job, PrintWriter err) {
        check();
        Double ofJob = job.speed();
        if (speed == null) {
            if (ofJob != null && ofJob != 1) {
                say(err, "working at speed %s, as the job does".formatted(Figures.plain(ofJob)));
            }
            return ofJob == null ? 1 : ofJob;
        }
        if (ofJob != null && ofJob.doubleValue() != speed) {
            say(
                    err,
                    "--speed is %s, the job runs at %s: run times and waits will not fit together"
                            .formatted(Figures.plain(speed), Figures.plain(ofJob)));
        }
        return speed;
    }

    private static void say(PrintWriter err, String line) {
        err.println(line);
        err.flush();
    }
}
