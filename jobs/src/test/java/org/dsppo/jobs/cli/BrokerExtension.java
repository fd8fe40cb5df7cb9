package org.dsppo.jobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Properties;
import org.dsppo.jobs.embedded.EmbeddedKafka;
import org.dsppo.jobs.emulator.EmulatorObserver;
import org.dsppo.jobs.emulator.EmulatorOptions;
import org.dsppo.jobs.emulator.KafkaEmulator;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.kafka.Topics;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A broker for the tests of a class, and commands against it. */
final class BrokerExtension implements BeforeAllCallback, AfterAllCallback {

    private EmbeddedKafka kafka;

    @Override
    public void beforeAll(ExtensionContext context) {
        kafka = EmbeddedKafka.start();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        kafka.close();
    }

    EmbeddedKafka kafka() {
        return kafka;
    }

    /** Settings of a client; the caller's own. */
    Properties connection() {
        return kafka.connection();
    }

    /** What a command does, given as a line of words without quotes. */
    CommandRun command(String line) {
        return CommandRun.ofLine(line + " --bootstrap-servers " + kafka.bootstrapServers());
    }

    /** The object that a command prints; fails if the command does. */
    JsonNode json(String line) throws Exception {
        return command(line + " --json").json();
    }

    /** Devices of ii5, twenty times as fast as the clock. */
    KafkaEmulator devices(EmulatorObserver observer) {
        return KafkaEmulator.start(
                BuiltinCatalogues.named("ii5"),
                EmulatorOptions.atSpeed(20),
                connection(),
                new Topics(Topic.DEFAULT_PREFIX),
                observer,
                System::currentTimeMillis);
    }
}
