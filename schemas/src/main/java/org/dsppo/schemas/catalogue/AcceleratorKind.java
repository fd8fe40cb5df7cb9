package org.dsppo.schemas.catalogue;

/**
 * Two resources that form one kind of device.
 *
 * @param units resource that counts devices (1 = a whole device)
 * @param memory resource that counts their memory, MB; null when it is not counted
 * @param sharing how tasks share them; null for {@link Sharing#DEVICE} where a node lists devices
 *     and {@link Sharing#POOLED} elsewhere
 */
public record AcceleratorKind(String units, String memory, Sharing sharing) {}
