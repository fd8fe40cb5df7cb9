package org.dsppo.jobs.topology;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.dsppo.operators.state.StateVersion;
import org.dsppo.operators.state.StateVersionException;

/**
 * Looks into the savepoint that a job is to be restored from before it is submitted: records of
 * another state version may not even be readable, and what Flink says then helps nobody. The
 * operators check it again, for the case that the savepoint cannot be read from here.
 */
public final class SavepointCheck {

    private static final String METADATA = "_metadata";

    private SavepointCheck() {}

    /**
     * What is wrong with the savepoint.
     *
     * @param flink settings of Flink, which name the savepoint if there is one
     * @return one line, or nothing
     */
    public static List<String> problems(ReadableConfig flink) {
        String savepoint = flink.get(StateRecoveryOptions.SAVEPOINT_PATH);
        if (savepoint == null) {
            return List.of();
        }
        try {
            OptionalInt version = version(savepoint);
            return version.isPresent() && version.getAsInt() == StateVersion.CURRENT
                    ? List.of()
                    : List.of(
                            savepoint
                                    + ": "
                                    + StateVersionException.message(version, StateVersion.CURRENT));
        } catch (IOException e) {
            // Perhaps only the cluster reaches it; what is wrong with it shows there.
            return List.of();
        }
    }

    /** State version of a savepoint; empty for one of before there were any. */
    private static OptionalInt version(String savepoint) throws IOException {
        Path path = new Path(savepoint);
        FileSystem files = path.getFileSystem();
        Path metadata = files.getFileStatus(path).isDir() ? new Path(path, METADATA) : path;
        CheckpointMetadata read;
        try (DataInputStream in = new DataInputStream(files.open(metadata))) {
            read =
                    Checkpoints.loadCheckpointMetadata(
                            in, SavepointCheck.class.getClassLoader(), savepoint);
        }
        String name = StateVersion.descriptor().getName();
        for (OperatorState operator : read.getOperatorStates()) {
            for (OperatorSubtaskState subtask : operator.getStates()) {
                for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
                    var versions = handle.getStateNameToPartitionOffsets().get(name);
                    if (versions != null && versions.getOffsets().length > 0) {
                        return OptionalInt.of(number(handle, versions.getOffsets()[0]));
                    }
                }
            }
        }
        return OptionalInt.empty();
    }

    private static int number(OperatorStateHandle handle, long offset) throws IOException {
        try (FSDataInputStream in = handle.openInputStream()) {
            in.seek(offset);
            return IntSerializer.INSTANCE.deserialize(new DataInputViewStreamWrapper(in));
        }
    }
}
