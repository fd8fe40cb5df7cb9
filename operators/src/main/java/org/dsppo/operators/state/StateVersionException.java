package org.dsppo.operators.state;

import java.util.OptionalInt;
import org.apache.flink.runtime.throwable.ThrowableAnnotation;
import org.apache.flink.runtime.throwable.ThrowableType;
import org.apache.flink.util.FlinkRuntimeException;

/** A snapshot is of another state version. Trying again is of no use, so the job fails for good. */
@ThrowableAnnotation(ThrowableType.NonRecoverableError)
public final class StateVersionException extends FlinkRuntimeException {

    private static final long serialVersionUID = 1L;

    StateVersionException(OptionalInt written, int current) {
        super(message(written, current));
    }

    /**
     * What is wrong and what to do, in one line.
     *
     * @param written version of the snapshot, empty for one of before there were any
     * @param current version that is read here
     */
    public static String message(OptionalInt written, int current) {
        return "the savepoint has %s, this release reads state version %d: restore it with the release that wrote it, or start without it"
                .formatted(
                        written.isEmpty()
                                ? "no state version"
                                : "state version " + written.getAsInt(),
                        current);
    }
}
