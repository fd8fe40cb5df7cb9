package org.dsppo.jobs.agent.device;

/** Whose devices they are: what accelerator resource they count as, and how a process is told. */
public enum DeviceVendor {
    /** GPUs of NVIDIA, whole or parts under MIG. */
    NVIDIA("gpu"),
    /** The GPU of an NVIDIA Jetson, which shares the memory of the machine. */
    JETSON("gpu"),
    /** GPUs of AMD, and those that the same tool lists. */
    AMD("gpu"),
    /** GPUs of Intel. */
    INTEL("gpu"),
    /** Ascend NPUs of Huawei. */
    ASCEND("npu");

    private final String units;

    DeviceVendor(String units) {
        this.units = units;
    }

    /** Resource that counts these devices. */
    public String units() {
        return units;
    }

    /** Resource that counts their memory, MB. */
    public String memory() {
        return units + "mem";
    }
}
