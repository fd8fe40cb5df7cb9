package org.dsppo.jobs.options;

import java.util.List;

/** The options cannot be used; says everything that is wrong with them. */
public final class InvalidOptionsException extends IllegalArgumentException {

    /**
     * @param problems one line each, naming key, value and what was expected
     */
    public InvalidOptionsException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
