package org.dsppo.jobs.cli;

import picocli.CommandLine.Option;

/** {@code --json}: one JSON object on standard output and nothing else. */
final class JsonOption {

    @Option(
            names = "--json",
            description = "Print one JSON object on standard output and nothing else.")
    private boolean json;

    boolean isSet() {
        return json;
    }
}
