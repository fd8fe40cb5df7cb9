package org.dsppo.jobs.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A Flink cluster inside this JVM that runs one job, with RocksDB state and checkpoints in a
 * temporary folder.
 */
public final class EmbeddedFlink implements AutoCloseable {

    private static final MemorySize MANAGED_MEMORY = MemorySize.ofMebiBytes(192);
    private static final long ANSWER_SECONDS = 30;

    private final Path folder;
    private final JobClient job;

    private EmbeddedFlink(Path folder, JobClient job) {
        this.folder = folder;
        this.job = job;
    }

    /**
     * Submits a job and returns without waiting for it to run.
     *
     * @param definition adds the job's operators to an environment
     * @throws IllegalStateException if the job is not accepted
     */
    public static EmbeddedFlink start(
            String name, int parallelism, Consumer<StreamExecutionEnvironment> definition) {
        return start(name, parallelism, new Configuration(), definition);
    }

    /**
     * The same on a cluster with settings of its own, such as reporters of metrics.
     *
     * @param settings of the cluster; where they say nothing it is set up as always
     */
    public static EmbeddedFlink start(
            String name,
            int parallelism,
            Configuration settings,
            Consumer<StreamExecutionEnvironment> definition) {
        try {
            Path folder = Files.createTempDirectory("dsppo-flink-");
            Configuration configuration = configuration(folder);
            configuration.addAll(settings);
            StreamExecutionEnvironment env =
                    StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
            definition.accept(env);
            return new EmbeddedFlink(folder, env.executeAsync(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a temporary folder for Flink", e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            // What executeAsync declares.
            throw new IllegalStateException("Flink did not accept job " + name, e);
        }
    }

    private static Configuration configuration(Path folder) {
        Configuration configuration = new Configuration();
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        configuration.set(CoreOptions.TMP_DIRS, folder.resolve("tmp").toString());
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED_MEMORY);
        return configuration;
    }

    /**
     * What became of the job.
     *
     * @throws IllegalStateException if the cluster does not answer
     */
    public JobStatus status() {
        try {
            return job.getJobStatus().get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking for the job's status", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Flink does not say how the job is", e);
        }
    }

    /** Cancels the job, stops the cluster and deletes its folder. */
    @Override
    public void close() {
        try {
            job.cancel().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            // The cluster goes down once the result was taken; cancellation makes it exceptional.
            job.getJobExecutionResult()
                    .handle((result, problem) -> null)
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // It is gone already, or goes with the JVM.
        }
        Folders.delete(folder);
    }
}
