package org.dsppo.schemas.codec;

import java.nio.file.Path;

/** A file that cannot be used; names the file, the line where there are lines, and the fault. */
public final class InvalidFileException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidFileException(Path file, InvalidMessageException fault) {
        super(file + ": " + fault.getMessage(), fault);
    }

    /**
     * @param line of the fault, from 1
     */
    public InvalidFileException(Path file, long line, InvalidMessageException fault) {
        super(file + ", line " + line + ": " + fault.getMessage(), fault);
    }
}
