package org.dsppo.jobs.agent.device;

/** Runs programs that tell about devices. */
public interface Tools {

    /** True if there is such a program. */
    boolean has(String tool);

    /**
     * What a program prints on standard output until it ends.
     *
     * @throws ToolFailedException if it is not there, fails, or takes too long
     */
    String run(String... command) throws ToolFailedException;

    /**
     * The first line that a program prints which does not end by itself.
     *
     * @throws ToolFailedException if it is not there or prints none in time
     */
    String firstLine(String... command) throws ToolFailedException;
}
