package org.dsppo.operators.placement;

import java.util.List;
import org.dsppo.schemas.summary.NodeLeftAlone;

/**
 * How a cell looks now.
 *
 * @param waiting tasks that wait
 * @param oldestWaitMillis wait of the oldest of them
 * @param speed trace milliseconds per wall millisecond
 * @param nodes nodes that the catalogue lists
 * @param schedulableNodes those that take tasks
 * @param downNodes names of the first of those that have reported and are silent now
 * @param leftAlone the first of those that get nothing new, as tasks failed there
 * @param obstacle why nothing can be placed, null if something can
 */
record CellOutlook(
        long waiting,
        long oldestWaitMillis,
        double speed,
        long nodes,
        long schedulableNodes,
        List<String> downNodes,
        List<NodeLeftAlone> leftAlone,
        String obstacle) {}
