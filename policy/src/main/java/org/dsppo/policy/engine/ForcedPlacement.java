package org.dsppo.policy.engine;

/** Why the engine placed a task that its policy had left waiting. */
public enum ForcedPlacement {
    /** The start of its reservation had come. */
    RESERVED("placed by the engine: its reserved start has come"),
    /** It fitted, and nothing better was to be expected in time. */
    STANDSTILL("placed by the engine: left waiting with nothing better in sight");

    private final String text;

    ForcedPlacement(String text) {
        this.text = text;
    }

    /** As decisions give it for a reason. */
    public String text() {
        return text;
    }
}
