package org.dsppo.policy.training.plan;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names for policies of a run: {@code start} for what it began with, {@code stage-N} for what stage
 * N, counted from 0, left.
 */
final class StageReference {

    static final String START = "start";

    private static final Pattern STAGE = Pattern.compile("stage-(\\d{1,4})");

    private StageReference() {}

    /** True if the name is of a policy of the run. */
    static boolean is(String name) {
        return name.equals(START) || STAGE.matcher(name).matches();
    }

    /** Number of the stage, -1 for the start of the run. */
    static int number(String name) {
        Matcher stage = STAGE.matcher(name);
        return stage.matches() ? Integer.parseInt(stage.group(1)) : -1;
    }
}
