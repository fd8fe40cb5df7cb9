package org.dsppo.jobs.console;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong with a file, in words that name no class. */
public final class IoProblem {

    private IoProblem() {}

    /** The problem in a clause. */
    public static String inWords(IOException problem) {
        if (problem instanceof NoSuchFileException || problem instanceof FileNotFoundException) {
            return "it does not exist";
        }
        if (problem instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (problem instanceof FileAlreadyExistsException
                || problem instanceof NotDirectoryException) {
            return "a file is where a folder is expected";
        }
        if (problem instanceof CharacterCodingException) {
            return "it is not text in UTF-8";
        }
        String reason = problem instanceof FileSystemException ofFile ? ofFile.getReason() : null;
        reason = reason == null ? problem.getMessage() : reason;
        return reason == null ? "it cannot be used" : reason.strip();
    }
}
