package org.dsppo.jobs.cli;

import org.dsppo.jobs.console.UserErrorException;
import picocli.CommandLine.Option;

/** {@code --speed}: how fast the time of a trace passes. */
final class SpeedOption {

    @Option(
            names = "--speed",
            paramLabel = "S",
            description = "Seconds of the trace per second on the wall. Default: ${DEFAULT-VALUE}")
    private double speed = 1;

    SpeedOption() {}

    SpeedOption(double otherwise) {
        this.speed = otherwise;
    }

    /**
     * @throws UserErrorException if it is not positive
     */
    double speed() {
        if (!(speed > 0 && speed <= 1e6)) {
            throw new UserErrorException(
                    "--speed is %s, expected a positive number up to 1000000".formatted(speed));
        }
        return speed;
    }
}
