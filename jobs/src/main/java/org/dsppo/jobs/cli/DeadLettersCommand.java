package org.dsppo.jobs.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.dsppo.jobs.console.ExitCode;
import org.dsppo.jobs.console.JsonOutput;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.kafka.Topic;
import org.dsppo.jobs.report.Figures;
import org.dsppo.jobs.topicview.DeadLetterList;
import org.dsppo.jobs.topicview.DeadLetterReasons;
import org.dsppo.schemas.deadletter.DeadLetter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dsppo dead-letters}: input that the job could not use, and what helps. */
@Command(
        name = "dead-letters",
        description =
                "Lists the input that the job could not use: from where, why, and what to do.",
        footer = {
            "",
            "Examples:",
            "  dsppo dead-letters",
            "  dsppo dead-letters --since 10m --reason invalid",
            "  dsppo dead-letters --json",
            "",
            "A dead letter changes nothing: the job goes on without that record. Payloads are shortened here;",
            "the topic, dsppo.dead-letters.v1, holds up to 100,000 characters of each."
        })
final class DeadLettersCommand implements Callable<Integer> {

    private static final int PAYLOAD_CHARS = 160;

    @Spec private CommandSpec spec;
    @Mixin private KafkaOption kafka;
    @Mixin private SinceOption since;
    @Mixin private JsonOption json;

    @Option(
            names = "--reason",
            paramLabel = "REASON",
            description = "Only those of this reason: malformed, invalid or conflicting-content.")
    private String reason;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many to list at most, the newest ones. Default: ${DEFAULT-VALUE}")
    private int limit;

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new UserErrorException("--limit is %d, expected 1 or more".formatted(limit));
        }
        long from = since.fromEpochMillis();
        kafka.require(Topic.DEAD_LETTERS);
        DeadLetterList list = DeadLetterList.read(kafka.connection(), kafka.topics(), from);
        if (reason != null && !list.knows(reason)) {
            throw new UserErrorException(
                    "--reason is %s, expected one of %s"
                            .formatted(reason, String.join(", ", list.knownReasons())));
        }
        List<DeadLetterList.Entry> found = list.of(reason);
        List<DeadLetterList.Entry> listed =
                found.subList(Math.max(0, found.size() - limit), found.size());
        if (json.isSet()) {
            printJson(list, found.size(), listed);
        } else {
            print(list, found.size(), listed);
        }
        return ExitCode.OK;
    }

    private void printJson(DeadLetterList list, int found, List<DeadLetterList.Entry> listed) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("since", since.text());
        fields.put("deadLetters", found);
        fields.put("reasons", list.reasons());
        fields.put("unreadableRecords", list.undecodable());
        fields.put("listed", listed.stream().map(DeadLettersCommand::asJson).toList());
        JsonOutput.print(spec.commandLine().getOut(), fields);
    }

    private static Map<String, Object> asJson(DeadLetterList.Entry entry) {
        DeadLetter letter = entry.letter();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("atEpochMillis", entry.atMillis());
        fields.put("source", letter.source());
        fields.put("partition", letter.partition() < 0 ? null : letter.partition());
        fields.put("offset", letter.offset() < 0 ? null : letter.offset());
        fields.put("reason", letter.reason());
        fields.put("meaning", DeadLetterReasons.inWords(letter.reason()));
        fields.put("detail", letter.detail());
        fields.put("remedy", DeadLetterReasons.remedy(letter.reason(), letter.source()));
        fields.put("payload", shortened(letter.payload()));
        fields.put("payloadCharacters", letter.payload() == null ? 0 : letter.payload().length());
        return fields;
    }

    private void print(DeadLetterList list, int found, List<DeadLetterList.Entry> listed) {
        PrintWriter out = spec.commandLine().getOut();
        String counts =
                list.reasons().entrySet().stream()
                        .map(each -> each.getKey() + " " + Figures.count(each.getValue()))
                        .collect(Collectors.joining(", ", " (", ")"));
        out.printf(
                "%s dead letters in the last %s%s%n",
                Figures.count(found),
                since.text(),
                reason != null ? " of reason " + reason : list.reasons().isEmpty() ? "" : counts);
        if (list.undecodable() > 0) {
            out.printf("%s records are no dead letters%n", Figures.count(list.undecodable()));
        }
        if (listed.size() < found) {
            out.printf("the newest %d of them; more with --limit%n", listed.size());
        }
        listed.forEach(each -> print(out, each));
        out.flush();
    }

    private static void print(PrintWriter out, DeadLetterList.Entry entry) {
        DeadLetter letter = entry.letter();
        out.println();
        out.printf(
                "%s  %s%s: %s%n",
                Instant.ofEpochMilli(entry.atMillis()),
                letter.source(),
                letter.offset() < 0
                        ? ""
                        : " partition %d offset %d".formatted(letter.partition(), letter.offset()),
                letter.reason());
        out.printf("  why      %s%n", DeadLetterReasons.inWords(letter.reason()));
        if (letter.detail() != null) {
            out.printf("  detail   %s%n", shortened(letter.detail()));
        }
        out.printf("  to do    %s%n", DeadLetterReasons.remedy(letter.reason(), letter.source()));
        if (letter.payload() != null) {
            out.printf("  payload  %s%n", shortened(letter.payload()));
        }
    }

    /** One line that does a terminal no harm, whatever was sent. */
    static String shortened(String text) {
        if (text == null) {
            return null;
        }
        boolean cut = text.codePointCount(0, text.length()) > PAYLOAD_CHARS;
        String start = cut ? text.substring(0, text.offsetByCodePoints(0, PAYLOAD_CHARS)) : text;
        return start.replaceAll("\\s+", " ").replaceAll("\\p{C}", "\ufffd")
                + (cut ? " … (%,d characters)".formatted(text.length()) : "");
    }
}
