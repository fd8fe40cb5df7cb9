package org.dsppo.jobs.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.dsppo.jobs.PlacementJob;
import org.dsppo.jobs.embedded.EmbeddedFlink;
import org.dsppo.jobs.embedded.EmbeddedKafka;
import org.dsppo.jobs.options.Arguments;
import org.dsppo.jobs.options.JobOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The blocks of the READMEs that say so are run as they stand, by the launcher, in a folder of
 * their own.
 */
class ReadmeRunsITCase {

    private static final long PATIENCE_SECONDS = 240;

    @TempDir private Path folder;

    @BeforeEach
    void lookLikeTheRepository() throws IOException {
        for (String name : List.of("dsppo", "jobs", "policy")) {
            Files.createSymbolicLink(folder.resolve(name), ReadmeBlock.ROOT.resolve(name));
        }
    }

    private ProcessBuilder shell(ReadmeBlock block, String bootstrapServers) {
        ProcessBuilder shell =
                new ProcessBuilder("bash", "-e", "-c", String.join("\n", block.commands()));
        shell.directory(folder.toFile());
        shell.environment().put("DSPPO_JAVA_OPTS", "-Xmx768m");
        if (bootstrapServers != null) {
            shell.environment().put("DSPPO_BOOTSTRAP_SERVERS", bootstrapServers);
        }
        Path log = folder.resolve("block-" + block.line() + ".log");
        return shell.redirectErrorStream(true).redirectOutput(log.toFile());
    }

    private void run(ReadmeBlock block, String bootstrapServers) throws Exception {
        ProcessBuilder shell = shell(block, bootstrapServers);
        Process process = shell.start();
        boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        process.destroy();
        String printed = Files.readString(shell.redirectOutput().file().toPath());
        assertThat(ended).as("%s does not end: %s", block, printed).isTrue();
        assertThat(process.exitValue()).as("%s: %s", block, printed).isZero();
        assertThat(printed).as("%s prints something", block).isNotBlank();
    }

    static Stream<ReadmeBlock> offline() throws IOException {
        return ReadmeBlock.all().stream().filter(block -> block.is("run") && !block.is("live"));
    }

    @ParameterizedTest
    @MethodSource("offline")
    void runsWithoutABroker(ReadmeBlock block) throws Exception {
        run(block, null);
    }

    /** From topics to a version on trial, in the order of the first README. */
    @Test
    void runsWithABrokerAndTheJob() throws Exception {
        List<AutoCloseable> running = new ArrayList<>();
        try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
            for (ReadmeBlock block : ReadmeBlock.in(Path.of("README.md"))) {
                if (block.is("live")) {
                    run(block, kafka.bootstrapServers());
                } else if (block.is("job")) {
                    running.add(job(block, kafka.bootstrapServers()));
                } else if (block.is("background")) {
                    Process process = shell(block, kafka.bootstrapServers()).start();
                    running.add(() -> stop(process));
                }
            }
        } finally {
            for (AutoCloseable each : running) {
                each.close();
            }
        }
        assertThat(running).hasSize(2);
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static EmbeddedFlink job(ReadmeBlock block, String bootstrapServers) {
        List<String> words = ReadmeBlock.words(block.commands().get(0));
        int jar = 0;
        while (!words.get(jar).endsWith("-cluster.jar")) {
            jar++;
        }
        Configuration options =
                Arguments.parse(words.subList(jar + 1, words.size()).toArray(String[]::new))
                        .configuration();
        options.set(JobOptions.BOOTSTRAP_SERVERS, bootstrapServers);
        return EmbeddedFlink.start("readme", 1, env -> PlacementJob.define(env, options));
    }
}
