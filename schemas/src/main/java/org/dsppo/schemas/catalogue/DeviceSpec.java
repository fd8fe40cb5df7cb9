package org.dsppo.schemas.catalogue;

/**
 * The accelerators of one kind on a node.
 *
 * @param count number of devices
 * @param units accelerator units of one device
 * @param memory memory of one device, MB; null when it is not limited
 */
public record DeviceSpec(int count, double units, Double memory) {}
