package org.dsppo.jobs;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;

/** A savepoint as a folder, and the archive in which one is checked in. */
record SavepointFile(Path folder) {

    /** Where the archives lie, seen from the module. */
    private static final Path ARCHIVES = Path.of("src/test/resources/org/dsppo/jobs/savepoints");

    /** Takes what a job wrote, whose address is a URI. */
    static SavepointFile of(String address) {
        return new SavepointFile(Path.of(URI.create(address)));
    }

    /** Unpacks the checked-in savepoint of a job. */
    static SavepointFile unpacked(String job, Path into) throws IOException {
        try (InputStream resource =
                        SavepointFile.class.getResourceAsStream("savepoints/" + job + ".zip");
                ZipInputStream zip = new ZipInputStream(resource)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, into.resolve(entry.getName()));
            }
        }
        return new SavepointFile(into);
    }

    /** Packs it as the savepoint of a job to be checked in. */
    Path pack(String job) throws IOException {
        Path archive = Files.createDirectories(ARCHIVES).resolve(job + ".zip");
        try (OutputStream out = Files.newOutputStream(archive);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(9);
            for (Path file : files()) {
                ZipEntry entry = new ZipEntry(file.getFileName().toString());
                entry.setTime(0);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
            }
        }
        return archive;
    }

    /** Its files, none of which lies deeper. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    String address() {
        return folder.toUri().toString();
    }

    /** State of the only subtask of an operator. */
    OperatorSubtaskState operator(String uid) throws IOException {
        try (DataInputStream in =
                new DataInputStream(Files.newInputStream(folder.resolve("_metadata")))) {
            return Checkpoints.loadCheckpointMetadata(
                            in, SavepointFile.class.getClassLoader(), address())
                    .getOperatorStates()
                    .stream()
                    .filter(each -> each.getOperatorUid().filter(uid::equals).isPresent())
                    .map(each -> each.getState(0))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
