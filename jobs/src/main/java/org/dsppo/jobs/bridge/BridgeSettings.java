package org.dsppo.jobs.bridge;

import java.time.Duration;
import java.util.Map;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * What a bridge is told.
 *
 * @param name cluster of the nodes that no other is named for, and start of all task ids
 * @param schedulerName what pods or resource bindings name that are ours
 * @param cell cell that schedules them
 * @param runtime assumed where nothing says how long something runs
 * @param resources resource of the platform to its name in the catalogue, beside those that are
 *     known
 * @param heartbeat time between two reports of a node
 * @param base catalogue that the platform's nodes are added to; null for none
 */
public record BridgeSettings(
        String name,
        String schedulerName,
        String cell,
        Duration runtime,
        Map<String, String> resources,
        Duration heartbeat,
        Catalogue base) {}
