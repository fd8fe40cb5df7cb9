package org.dsppo.policy.lab.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dsppo.policy.lab.simulation.NodeOutage;
import org.dsppo.policy.lab.simulation.Workload;
import org.dsppo.schemas.codec.MessageCodecs;
import org.dsppo.schemas.task.TaskMessage;

/**
 * What heuristics came to, on disk: a file for each workload and set of rules, named by a digest of
 * both, with a line {@code policy,millis,complete;} for each run. A line that was cut off is not
 * read. Without a folder it lasts as long as the pages that are asked for.
 */
final class RunCache {

    private static final int DIGITS = 24;

    private final Path folder;

    /**
     * @param folder where the files are; null to keep none
     * @throws IOException if the folder cannot be made
     */
    RunCache(Path folder) throws IOException {
        this.folder = folder;
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    /**
     * What is known about a workload.
     *
     * @param rules in words, all that besides the workload makes a run what it is
     */
    Page page(Workload workload, String rules) throws IOException {
        return new Page(folder == null ? null : folder.resolve(digest(workload, rules) + ".csv"));
    }

    /** Runs on one workload under one set of rules. */
    static final class Page {
        private final Path file;
        private final Map<String, CompletionOutcome> outcomes = new HashMap<>();
        private final Set<String> old = new HashSet<>();

        private Page(Path file) throws IOException {
            this.file = file;
            List<String> lines =
                    file != null && Files.exists(file) ? Files.readAllLines(file) : List.of();
            for (String line : lines) {
                String[] fields = line.split(",", -1);
                if (fields.length == 3 && line.endsWith(";")) {
                    outcomes.put(
                            fields[0],
                            new CompletionOutcome(
                                    Double.parseDouble(fields[1]), fields[2].equals("true;")));
                    old.add(fields[0]);
                }
            }
        }

        /** Null if nothing is known. */
        CompletionOutcome find(String policy) {
            return outcomes.get(policy);
        }

        boolean isOld(String policy) {
            return old.contains(policy);
        }

        void add(String policy, CompletionOutcome outcome) throws IOException {
            outcomes.put(policy, outcome);
            old.remove(policy);
            if (file != null) {
                Files.writeString(
                        file,
                        "%s,%s,%s;%n".formatted(policy, outcome.millis(), outcome.complete()),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            }
        }
    }

    private static String digest(Workload workload, String rules) {
        MessageDigest digest = sha256();
        digest.update(MessageCodecs.CATALOGUE.encode(workload.catalogue()));
        for (TaskMessage message : workload.tasks()) {
            digest.update((byte) '\n');
            digest.update(MessageCodecs.TASK_MESSAGE.encode(message));
        }
        for (NodeOutage outage : workload.outages()) {
            digest.update(("\n" + outage).getBytes(StandardCharsets.UTF_8));
        }
        digest.update(("\n" + rules).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest()).substring(0, DIGITS);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
