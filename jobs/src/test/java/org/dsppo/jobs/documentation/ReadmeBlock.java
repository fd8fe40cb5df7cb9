package org.dsppo.jobs.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A block of commands in a README. The first word after the fence is the language, {@code sh}; the
 * others say what tests do with it: {@code run} it in a folder of its own, {@code live} with a
 * broker, {@code job} for what {@code flink run} gets, {@code background} for what does not end.
 * Blocks without such a word take long: they are only parsed.
 *
 * @param file where it stands
 * @param line of the fence, from 1
 * @param marks words after the fence
 * @param commands lines that are not blank
 */
record ReadmeBlock(Path file, int line, List<String> marks, List<String> commands) {

    private static final String FENCE = "```";

    /** Root of the repository, from the folder that a module's tests run in. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    static final List<String> FILES =
            List.of(
                    "README.md",
                    "schemas/README.md",
                    "policy/README.md",
                    "operators/README.md",
                    "jobs/README.md",
                    "docker/README.md");

    /** All blocks whose language is sh, file by file. */
    static List<ReadmeBlock> all() throws IOException {
        List<ReadmeBlock> blocks = new ArrayList<>();
        for (String file : FILES) {
            blocks.addAll(in(Path.of(file)));
        }
        return blocks;
    }

    static List<ReadmeBlock> in(Path file) throws IOException {
        List<ReadmeBlock> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(ROOT.resolve(file));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(FENCE)) {
                int end = i + 1;
                while (!lines.get(end).equals(FENCE)) {
                    end++;
                }
                List<String> marks = List.of(lines.get(i).substring(FENCE.length()).split(" "));
                if (marks.get(0).equals("sh")) {
                    blocks.add(
                            new ReadmeBlock(
                                    file,
                                    i + 1,
                                    marks,
                                    lines.subList(i + 1, end).stream()
                                            .filter(line -> !line.isBlank())
                                            .toList()));
                }
                i = end;
            }
        }
        return blocks;
    }

    boolean is(String mark) {
        return marks.contains(mark);
    }

    /** Words of a command line: split at blanks outside of quotes, comments left out. */
    static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        char quote = 0;
        boolean begun = false;
        for (char c : command.toCharArray()) {
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
                word.append(quote == 0 ? "" : c);
            } else if (c == '"' || c == '\'') {
                quote = c;
                begun = true;
            } else if (c == '#' && !begun) {
                break;
            } else if (c == ' ') {
                if (begun) {
                    words.add(word.toString());
                }
                word.setLength(0);
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    @Override
    public String toString() {
        return file + ":" + line;
    }
}
