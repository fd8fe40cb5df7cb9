package org.dsppo.schemas.deadletter;

/**
 * Input that could not be used (topic {@code dead-letters}).
 *
 * @param source topic it came from
 * @param partition partition it came from
 * @param offset offset it came from
 * @param reason short code, such as {@code malformed} or {@code conflicting-content}
 * @param detail field, value and what was expected
 * @param payload the input as text, undecodable bytes replaced
 */
public record DeadLetter(
        String source, int partition, long offset, String reason, String detail, String payload) {}
