package org.dsppo.jobs;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.dsppo.jobs.kafka.KafkaCheck;
import org.dsppo.jobs.kafka.KafkaWiring;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.options.Arguments;
import org.dsppo.jobs.options.BatchingJobOptions;
import org.dsppo.jobs.options.InvalidOptionsException;
import org.dsppo.jobs.options.JobOptions;
import org.dsppo.jobs.options.JobSettings;
import org.dsppo.jobs.options.OptionHelp;
import org.dsppo.jobs.topology.BatchingTopology;
import org.dsppo.jobs.topology.FlinkDefaults;
import org.dsppo.jobs.topology.SavepointCheck;

/**
 * The job that tunes nodes: reads task events from Kafka and writes shares and batch bounds to
 * Kafka. It is one of its own so that it can be left out, restarted and scaled apart from
 * placement.
 */
public final class BatchingJob {

    /** What Flink shows it as. */
    public static final String NAME = "dsppo-batching";

    private static final Collection<Topic> TOPICS =
            EnumSet.of(Topic.TASK_EVENTS, Topic.ALLOCATIONS, Topic.DEAD_LETTERS);

    private BatchingJob() {}

    /**
     * Checks the options, then submits the job to the cluster it is started on.
     *
     * @param args {@code [--config FILE] [--KEY VALUE]...} or {@code --help}
     * @throws InvalidOptionsException listing everything that is wrong with options or topics, or
     *     with the savepoint
     */
    public static void main(String[] args) throws Exception {
        Arguments arguments = Arguments.parse(args);
        if (arguments.help()) {
            System.out.print(OptionHelp.text());
            return;
        }
        Configuration options = arguments.configuration();
        if (options.getOptional(JobOptions.GROUP_ID).isEmpty()) {
            options.set(JobOptions.GROUP_ID, NAME);
        }
        JobSettings settings = JobSettings.from(options);
        if (options.get(JobOptions.TOPICS_CHECK)) {
            List<String> problems = KafkaCheck.problems(settings.kafka(), TOPICS);
            if (!problems.isEmpty()) {
                throw new InvalidOptionsException(problems);
            }
        }
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        List<String> unreadable = SavepointCheck.problems(env.getConfiguration());
        if (!unreadable.isEmpty()) {
            throw new InvalidOptionsException(unreadable);
        }
        define(env, options);
        env.execute(NAME);
    }

    /**
     * Adds the job to an environment, with Kafka on both ends.
     *
     * @throws InvalidOptionsException listing everything that is wrong with the options
     */
    public static void define(StreamExecutionEnvironment env, Configuration options) {
        JobSettings settings = JobSettings.from(options);
        FlinkDefaults.apply(env, settings.maxParallelism());
        env.getConfig().setGlobalJobParameters(JobSettings.shown(options));
        KafkaWiring kafka = new KafkaWiring(settings.kafka());
        BatchingTopology.define(
                env,
                BatchingJobOptions.from(options),
                kafka.events(Topic.TASK_EVENTS),
                kafka.allocations(),
                kafka.deadLetters());
    }
}
