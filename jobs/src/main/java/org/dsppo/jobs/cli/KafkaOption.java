package org.dsppo.jobs.cli;

import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.jobs.topicview.PolicyTopic;
import org.dsppo.jobs.topicview.PublishedCatalogue;
import picocli.CommandLine.Mixin;

/** How to reach the scheduler's topics, and what stands on them. */
final class KafkaOption {

    @Mixin private BrokerOption broker;

    /** What every client needs to connect. */
    Properties connection() {
        return broker.connection();
    }

    Topics topics() {
        return broker.topics();
    }

    /**
     * Connects, and finds out early whether there is a broker.
     *
     * @throws UserErrorException if none answers
     */
    Admin admin() {
        return broker.admin();
    }

    /**
     * Checks that a broker answers and has the topics a command needs.
     *
     * @throws UserErrorException naming what is missing
     */
    void require(Topic... needed) {
        broker.require(needed);
    }

    /**
     * What the topic of policies holds.
     *
     * @throws UserErrorException if there is no such topic
     */
    PolicyTopic policies() {
        require(Topic.POLICIES);
        return PolicyTopic.read(connection(), topics());
    }

    /**
     * The catalogue on its topic.
     *
     * @throws UserErrorException if there is no such topic
     */
    PublishedCatalogue catalogue() {
        require(Topic.CATALOGUE);
        return PublishedCatalogue.read(connection(), topics());
    }
}
