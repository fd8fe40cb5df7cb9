package org.dsppo.policy.lab.sites;

import org.dsppo.schemas.catalogue.Catalogue;

/** The kinds of sites that this generator knows. */
public enum SiteKind {
    /** Device kinds whose speeds differ up to 250-fold, with affinities and options at random. */
    FLEET("fleet", FleetSites::fleet),
    /** Near copies of the paper's test bed, all drawn anew around what is printed. */
    TEST_BED("test-bed", TestBedCopies::draw),
    /** Lines with FPGAs that are many times as fast for what has been synthesised for them. */
    FPGA_PLANT("fpga-plant", PlantSites::fpga),
    /** A few fast nodes that some classes cannot do without and all others like. */
    SCARCE("scarce", PlantSites::scarce),
    /** GPUs of several sizes of which tasks take parts, units and memory. */
    GPU_SHARES("gpu-shares", GpuSites::shares),
    /** GPUs cut into slices of fixed sizes beside whole ones that are taken by sevenths. */
    MIG("mig", GpuSites::slices),
    /** Nodes of eight GPUs for gangs of one to eight. */
    GPU_PODS("gpu-pods", GpuSites::pods),
    /** Several generations of processors, tasks of one to thirty-two threads. */
    CPU_FARM("cpu-farm", FleetSites::farm),
    /** Boxes with small NPUs at several edges, and a few GPUs in a cloud. */
    EDGE_NPU("edge-npu", PlantSites::edge),
    /** Twenty-five to forty classes. */
    ZOO("zoo", FleetSites::zoo),
    /** One or two classes that run everywhere at very different speeds. */
    MONO("mono", FleetSites::mono);

    /** Writes a catalogue of one kind. */
    @FunctionalInterface
    interface Drawer {
        Catalogue draw(String name, Dice dice);
    }

    private final String id;
    private final Drawer drawer;

    SiteKind(String id, Drawer drawer) {
        this.id = id;
        this.drawer = drawer;
    }

    /** For names and reports. */
    public String id() {
        return id;
    }

    Catalogue draw(String name, Dice dice) {
        return drawer.draw(name, dice);
    }
}
