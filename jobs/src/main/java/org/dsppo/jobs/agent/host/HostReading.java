package org.dsppo.jobs.agent.host;

import java.util.Map;

/**
 * What a machine has and how much of that is in use.
 *
 * @param capacity {@code cpu} in cores, {@code mem} and {@code disk} in MB, {@code net} in Mbit/s;
 *     what is not known is left out
 * @param used the same by anybody; a rate is left out the first time
 */
public record HostReading(Map<String, Double> capacity, Map<String, Double> used) {}
