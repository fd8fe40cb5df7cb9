package org.dsppo.jobs.agent.device;

/** A tool did not answer, or not with what it should. */
public final class ToolFailedException extends Exception {

    private static final long serialVersionUID = 1L;

    ToolFailedException(String message) {
        super(message);
    }
}
