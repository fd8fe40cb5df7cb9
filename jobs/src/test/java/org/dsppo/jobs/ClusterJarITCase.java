package org.dsppo.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the jar for {@code flink run} must hold, and what a cluster brings or must not get. */
final class ClusterJarITCase {
    private static JarFile jar;
    private static List<String> names;

    @BeforeAll
    static void openJar() throws IOException {
        jar = new JarFile(Path.of(System.getProperty("dsppo.cluster.jar")).toFile());
        names = jar.stream().map(ZipEntry::getName).toList();
    }

    @AfterAll
    static void closeJar() throws IOException {
        jar.close();
    }

    @Test
    void startsThePlacementJob() throws IOException {
        assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                .isEqualTo("org.dsppo.jobs.PlacementJob");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org/apache/flink/connector/kafka/source/KafkaSource.class",
                "org/apache/flink/connector/base/source/reader/SourceReaderBase.class",
                "org/apache/kafka/clients/consumer/KafkaConsumer.class",
                "com/fasterxml/jackson/databind/ObjectMapper.class",
                "META-INF/maven/org.dsppo/dsppo-schemas/pom.xml",
                "META-INF/maven/org.dsppo/dsppo-policy/pom.xml",
                "META-INF/maven/org.dsppo/dsppo-operators/pom.xml",
            })
    void holds(String name) {
        assertThat(names).contains(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org/apache/flink/runtime/",
                "org/apache/flink/api/common/",
                "org/apache/flink/streaming/api/",
                "org/apache/flink/state/rocksdb/",
                "org/rocksdb/",
                "kafka/server/",
                "org/apache/kafka/raft/",
                "org/apache/kafka/metadata/",
                "org/apache/kafka/storage/",
                "scala/",
                "org/slf4j/",
                "org/apache/logging/",
                "org/apache/log4j/",
                "log4j2",
                "picocli/",
                "com/google/ortools/",
                "ortools-",
                "com/google/protobuf/",
                "com/sun/jna/",
                "org/deeplearning4j/",
                "org/nd4j/",
                "org/bytedeco/",
                "com/google/flatbuffers/",
                "org/junit/",
                "org/openjdk/jmh/",
                "org/dsppo/jobs/agent/",
                "io/fabric8/",
                "org/dsppo/jobs/bench/",
                "org/dsppo/jobs/bridge/",
                "org/dsppo/jobs/catalogue/",
                "org/dsppo/jobs/cli/",
                "org/dsppo/jobs/console/",
                "org/dsppo/jobs/demo/",
                "org/dsppo/jobs/embedded/",
                "org/dsppo/jobs/files/",
                "org/dsppo/jobs/report/experiment/",
                "org/dsppo/jobs/run/",
                "org/dsppo/jobs/topicview/",
                "org/dsppo/jobs/training/",
                "META-INF/resources/_static/echarts/",
            })
    void leavesOut(String prefix) {
        assertThat(names).noneMatch(name -> name.startsWith(prefix));
    }

    @Test
    void carriesNoSignatureOfAnotherJar() {
        assertThat(names).noneMatch(name -> name.matches("META-INF/[^/]+\\.(SF|DSA|RSA)"));
    }

    @Test
    void keepsServiceFiles() throws IOException {
        ZipEntry services =
                jar.getEntry("META-INF/services/com.fasterxml.jackson.core.ObjectCodec");
        assertThat(services).isNotNull();
        String content =
                new String(jar.getInputStream(services).readAllBytes(), StandardCharsets.UTF_8);
        assertThat(content).contains("com.fasterxml.jackson.databind.ObjectMapper");
    }
}
