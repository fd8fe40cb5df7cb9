package org.dsppo.schemas.node;

/**
 * What an attempt holds of one device.
 *
 * @param kind accelerator resource that counts the devices
 * @param index number of the device on its node, from 0
 * @param units accelerator units of it; 0 if only memory is held
 * @param memory memory of it, MB
 */
public record DeviceShare(String kind, int index, double units, double memory) {}
