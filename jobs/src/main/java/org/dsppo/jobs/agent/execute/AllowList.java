package org.dsppo.jobs.agent.execute;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What may be run on this node: nothing but this.
 *
 * <p>A command is a list of patterns, one for each argument; {@code *} stands for any text, in the
 * program's name for any but a slash, and {@code **} as the last for any more arguments. The
 * program's name is a whole path without {@code ..}. Patterns of images and of variables that a
 * payload may set are read alike.
 *
 * @param commands patterns of commands
 * @param images patterns of images
 * @param environment patterns of names of variables
 */
public record AllowList(
        List<List<String>> commands, List<String> images, List<String> environment) {

    private static final String ANY_MORE = "**";

    /**
     * Lets an order pass.
     *
     * @throws RefusedException if it is not permitted
     */
    void require(Order order) throws RefusedException {
        if (order.command() != null) {
            if (commands.stream().noneMatch(each -> permits(each, order.command()))) {
                throw new RefusedException(
                        "not allowed on this node: command " + order.command().get(0));
            }
        } else if (order.image().startsWith("-")
                || images.stream().noneMatch(each -> matches(each, order.image(), ".*"))) {
            throw new RefusedException("not allowed on this node: image " + order.image());
        }
        for (String name : order.environment().keySet()) {
            if (environment.stream().noneMatch(each -> matches(each, name, ".*"))) {
                throw new RefusedException("not allowed on this node: variable " + name);
            }
        }
    }

    private static boolean permits(List<String> patterns, List<String> command) {
        boolean open = patterns.get(patterns.size() - 1).equals(ANY_MORE);
        int fixed = open ? patterns.size() - 1 : patterns.size();
        if (open ? command.size() < fixed : command.size() != fixed) {
            return false;
        }
        String program = command.get(0);
        if (!program.startsWith("/") || !Path.of(program).normalize().toString().equals(program)) {
            return false;
        }
        for (int i = 0; i < fixed; i++) {
            if (!matches(patterns.get(i), command.get(i), i == 0 ? "[^/]*" : ".*")) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String pattern, String text, String star) {
        StringBuilder regex = new StringBuilder();
        for (String literal : pattern.split("\\*", -1)) {
            regex.append(regex.length() == 0 ? "" : star).append(Pattern.quote(literal));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }
}
