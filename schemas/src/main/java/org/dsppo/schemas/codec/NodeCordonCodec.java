package org.dsppo.schemas.codec;

import org.dsppo.schemas.node.NodeCordon;

/** Reads {@link NodeCordon}. */
final class NodeCordonCodec {
    private NodeCordonCodec() {}

    static NodeCordon read(JsonObjectReader fields) throws InvalidMessageException {
        return new NodeCordon(
                fields.flagOr("cordoned", false),
                fields.flagOr("draining", false),
                fields.optionalProse("reason"),
                fields.requiredLong("atMillis", 0, Limits.TIME_MILLIS));
    }
}
