package org.dsppo.jobs.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Tries a place for results before the work that makes them begins, by writing there. */
public final class OutputPath {

    private OutputPath() {}

    /**
     * Makes a folder unless it is there, and tries to write into it.
     *
     * @param option named in the error
     * @throws UserErrorException if it cannot be made or written to
     */
    public static void requireFolder(String option, Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw unusable(option, folder, "which is a file, expected a folder");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unusable(option, folder, "which cannot be made: " + IoProblem.inWords(e));
        }
        try {
            Files.delete(Files.createTempFile(folder, ".dsppo", null));
        } catch (IOException e) {
            throw unusable(option, folder, "which cannot be written to: " + IoProblem.inWords(e));
        }
    }

    /**
     * The same, but what was not there is taken away again: the command line may still be wrong.
     *
     * @param option named in the error
     * @throws UserErrorException if it cannot be made or written to
     */
    public static void tryFolder(String option, Path folder) {
        List<Path> made = new ArrayList<>();
        for (Path each = folder.toAbsolutePath();
                each != null && !Files.exists(each);
                each = each.getParent()) {
            made.add(each);
        }
        requireFolder(option, folder);
        try {
            for (Path each : made) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw unusable(option, folder, "which cannot be written to: " + IoProblem.inWords(e));
        }
    }

    /**
     * Makes the folder of a file unless it is there, and tries to write to the file; what it holds
     * stays.
     *
     * @param option named in the error
     * @throws UserErrorException if it cannot be made or written to
     */
    public static void requireFile(String option, Path file) {
        if (Files.isDirectory(file)) {
            throw unusable(option, file, "which is a folder, expected a file");
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            boolean existed = Files.exists(file);
            Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                    .close();
            if (!existed) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw unusable(option, file, "which cannot be written to: " + IoProblem.inWords(e));
        }
    }

    private static UserErrorException unusable(String option, Path path, String why) {
        return new UserErrorException("%s is %s, %s".formatted(option, path, why));
    }
}
