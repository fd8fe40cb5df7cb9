package org.dsppo.schemas.catalogue;

/**
 * Two resources that form one kind of device.
 *
 * @param units resource that counts devices (1 = a whole device)
 * @param memory resource that counts their memory, MB
 */
public record AcceleratorKind(String units, String memory) {}
