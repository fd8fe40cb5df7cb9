package org.dsppo.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.node.NodeTelemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar for devices is small, whole, and starts. */
final class AgentJarITCase {

    private static final Path JAR = Path.of(System.getProperty("dsppo.agent.jar"));
    private static final long MOST_BYTES = 30L << 20;

    @TempDir private Path folder;

    @Test
    void holdsNothingThatADeviceDoesNotNeed() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> names = jar.stream().map(ZipEntry::getName).toList();
            assertThat(names).contains("org/dsppo/jobs/agent/Agent.class", "log4j2.properties");
            for (String prefix :
                    List.of(
                            "org/apache/flink/",
                            "org/dsppo/policy/",
                            "org/dsppo/operators/",
                            "org/dsppo/jobs/topology/",
                            "org/dsppo/jobs/topicview/",
                            "kafka/server/",
                            "scala/",
                            "org/rocksdb/",
                            "org/nd4j/",
                            "com/google/")) {
                assertThat(names).noneMatch(name -> name.startsWith(prefix));
            }
            assertThat(jar.getManifest().getMainAttributes().getValue("Main-Class"))
                    .isEqualTo("org.dsppo.jobs.cli.AgentCommand");
        }
        assertThat(Files.size(JAR)).isLessThan(MOST_BYTES);
    }

    @Test
    void holdsEveryClassOfOursThatItsClassesName() throws IOException {
        JavaClasses classes;
        try (JarFile jar = new JarFile(JAR.toFile())) {
            classes = new ClassFileImporter().importJar(jar);
        }
        Set<String> there = new TreeSet<>();
        Set<String> named = new TreeSet<>();
        for (JavaClass each : classes) {
            if (each.getName().startsWith("org.dsppo.")) {
                there.add(each.getName());
                each.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .map(JavaClass::getBaseComponentType)
                        .map(JavaClass::getName)
                        .filter(name -> name.startsWith("org.dsppo."))
                        .forEach(named::add);
            }
        }
        named.removeAll(there);
        assertThat(there).hasSizeGreaterThan(60);
        assertThat(named).isEmpty();
    }

    @Test
    void starts() throws Exception {
        assertThat(run(0, "--help"))
                .contains("Usage: agent", "--execute", "dsppo agent --cluster room --once");
        assertThat(run(2, "--cluster", "room", "--bootstrap-servers", "127.0.0.1:1"))
                .contains("agent: --bootstrap-servers is 127.0.0.1:1, expected a Kafka broker");
        String printed = run(0, "--cluster", "room", "--node", "n1", "--once");
        NodeTelemetry report =
                MessageCodecs.NODE_TELEMETRY.decode(printed.getBytes(StandardCharsets.UTF_8));
        assertThat(report.name()).isEqualTo("room/n1");
        assertThat(report.capacity()).containsKeys("cpu", "mem", "disk");
    }

    private String run(int status, String... arguments) throws Exception {
        List<String> line =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-jar",
                                JAR.toString()));
        line.addAll(List.of(arguments));
        Path printed = folder.resolve("printed");
        Process process =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectOutput(printed.toFile())
                        .start();
        assertThat(process.waitFor()).as(Files.readString(printed)).isEqualTo(status);
        return Files.readString(printed);
    }
}
