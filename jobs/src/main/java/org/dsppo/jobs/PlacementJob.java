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
import org.dsppo.jobs.options.InvalidOptionsException;
import org.dsppo.jobs.options.JobOptions;
import org.dsppo.jobs.options.JobSettings;
import org.dsppo.jobs.options.OptionHelp;
import org.dsppo.jobs.topology.FlinkDefaults;
import org.dsppo.jobs.topology.PlacementSinks;
import org.dsppo.jobs.topology.PlacementSources;
import org.dsppo.jobs.topology.PlacementTopology;
import org.dsppo.jobs.topology.SavepointCheck;
import org.dsppo.operators.serving.KnownPolicies;

/**
 * The job for a cluster: reads tasks, task events and telemetry from Kafka and writes placement
 * decisions to Kafka.
 */
public final class PlacementJob {

    /** What Flink shows it as. */
    public static final String NAME = "dsppo-placement";

    private PlacementJob() {}

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
        JobSettings settings = JobSettings.from(options);
        if (options.get(JobOptions.TOPICS_CHECK)) {
            List<String> problems = KafkaCheck.problems(settings.kafka(), topics(settings));
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

    private static Collection<Topic> topics(JobSettings settings) {
        return settings.allocationsRead()
                ? EnumSet.allOf(Topic.class)
                : EnumSet.complementOf(EnumSet.of(Topic.ALLOCATIONS));
    }

    /**
     * Adds the job to an environment, with Kafka on both ends.
     *
     * @param options as {@link JobOptions} declares them
     * @throws InvalidOptionsException listing everything that is wrong with them
     */
    public static void define(StreamExecutionEnvironment env, Configuration options) {
        JobSettings settings = JobSettings.from(options);
        FlinkDefaults.apply(env, settings.maxParallelism());
        env.getConfig().setGlobalJobParameters(JobSettings.shown(options));
        KafkaWiring kafka = new KafkaWiring(settings.kafka());
        PlacementTopology.define(
                env,
                settings,
                new PlacementSources(
                        kafka.table(Topic.CATALOGUE),
                        kafka.table(Topic.POLICIES),
                        kafka.events(Topic.TASKS),
                        kafka.events(Topic.TELEMETRY),
                        kafka.events(Topic.TASK_EVENTS),
                        settings.allocationsRead() ? kafka.events(Topic.ALLOCATIONS) : null),
                new PlacementSinks(
                        kafka.decisions(),
                        kafka.summaries(),
                        kafka.rollouts(),
                        kafka.policies(),
                        kafka.deadLetters()),
                new KnownPolicies());
    }
}
