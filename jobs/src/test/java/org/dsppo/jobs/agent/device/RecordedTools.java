package org.dsppo.jobs.agent.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Tools whose output was recorded; one that was not recorded fails. */
public final class RecordedTools implements Tools {

    private final Map<String, String> outputs = new HashMap<>();

    /** What a file of this package holds. */
    public static String text(String file) {
        try (InputStream in = RecordedTools.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A command that begins so prints what a file holds. */
    RecordedTools prints(String commandStart, String file) {
        return printsText(commandStart, text(file));
    }

    RecordedTools printsText(String commandStart, String text) {
        outputs.put(commandStart, text);
        return this;
    }

    @Override
    public boolean has(String tool) {
        return outputs.keySet().stream().anyMatch(each -> each.split(" ")[0].equals(tool));
    }

    @Override
    public String run(String... command) throws ToolFailedException {
        String line = String.join(" ", command);
        String longest =
                outputs.keySet().stream()
                        .filter(
                                start ->
                                        (line + " ").startsWith(start + " ")
                                                || line.startsWith(start + "="))
                        .max((a, b) -> Integer.compare(a.length(), b.length()))
                        .orElseThrow(() -> new ToolFailedException("not recorded: " + line));
        return outputs.get(longest);
    }

    @Override
    public String firstLine(String... command) throws ToolFailedException {
        return run(command).lines().findFirst().orElseThrow();
    }
}
