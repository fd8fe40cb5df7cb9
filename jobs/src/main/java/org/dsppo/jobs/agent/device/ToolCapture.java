package org.dsppo.jobs.agent.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Keeps what tools printed last, a file for each command, for a report about one that is misread.
 * May be used by several threads as long as each has commands of its own.
 */
public final class ToolCapture {

    private final Path folder;

    /**
     * @param folder a folder that exists
     */
    public ToolCapture(Path folder) {
        this.folder = folder;
    }

    void printed(List<String> command, int exitCode, String text) throws ToolFailedException {
        String name = String.join(" ", command).replaceAll("[^A-Za-z0-9.]+", "-");
        name = name.substring(0, Math.min(80, name.length()));
        try {
            Files.writeString(
                    folder.resolve(name + ".txt"),
                    "# " + String.join(" ", command) + "\n# ended with " + exitCode + "\n" + text);
        } catch (IOException e) {
            throw new ToolFailedException("what it printed cannot be kept: " + e.getMessage());
        }
    }
}
