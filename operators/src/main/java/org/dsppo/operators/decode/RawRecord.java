package org.dsppo.operators.decode;

/**
 * A record as it was read, not yet understood.
 *
 * @param source topic it came from
 * @param partition partition it came from
 * @param offset offset it came from
 * @param key its key, null if it has none
 * @param value its value, null for a deletion on a compacted topic
 */
public record RawRecord(String source, int partition, long offset, byte[] key, byte[] value) {}
