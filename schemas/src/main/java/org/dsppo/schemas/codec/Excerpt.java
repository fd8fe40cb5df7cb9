package org.dsppo.schemas.codec;

/** Short form of a value for an error message: one line, printable, at most 80 characters. */
final class Excerpt {
    private static final int LENGTH = 80;

    private Excerpt() {}

    static String of(String text) {
        boolean cut = text.length() > LENGTH;
        int end = cut ? LENGTH - 1 : text.length();
        StringBuilder excerpt = new StringBuilder(end + 1);
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c)) {
                excerpt.append(' ');
            } else if (!Character.isSurrogate(c)) {
                excerpt.append(c);
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < end
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                excerpt.append(c).append(text.charAt(++i));
            } else {
                // The message must stay encodable: it ends up in a dead letter.
                excerpt.append('\uFFFD');
            }
        }
        return cut ? excerpt.append('…').toString() : excerpt.toString();
    }
}
