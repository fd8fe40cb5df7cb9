package org.dsppo.policy.placement;

import java.util.Map;
import org.dsppo.policy.resource.HeldDevices;
import org.dsppo.policy.resource.Quantity;
import org.dsppo.policy.resource.ResourceDemand;
import org.dsppo.policy.resource.ResourceSpace;
import org.dsppo.schemas.catalogue.Elastic;
import org.dsppo.schemas.catalogue.ExecutionStrategy;

/** An execution strategy ready for use: demand as a vector, position among all strategies known. */
public final class Strategy {

    private final ExecutionStrategy definition;
    private final int ordinal;
    private final ResourceDemand demand;
    private final int elasticKind;

    /**
     * @param definition the strategy as the catalogue has it
     * @param ordinal dense number among all strategies of the same compilation
     * @param space gives the positions of its resources
     */
    public Strategy(ExecutionStrategy definition, int ordinal, ResourceSpace space) {
        this.definition = definition;
        this.ordinal = ordinal;
        this.demand = space.demand(definition.demand());
        Elastic elastic = definition.elastic();
        this.elasticKind = elastic == null ? -1 : space.position(elastic.resource());
    }

    /** Name, unique within its class for nodes of one kind. */
    public String id() {
        return definition.id();
    }

    /** Dense number among all strategies of the same compilation of the catalogue. */
    public int ordinal() {
        return ordinal;
    }

    /** What a task holds while it runs this way, at the listed share. */
    public ResourceDemand demand() {
        return demand;
    }

    /** Estimated run time at run-time scale 1 and the listed share, milliseconds. */
    public long runtimeMillis() {
        return definition.runtimeMillis();
    }

    /** The elastic part, or null. */
    public Elastic elastic() {
        return definition.elastic();
    }

    /** The kind of resource that is elastic, below zero without one. */
    public int elasticKind() {
        return elasticKind;
    }

    /** The strategy as the catalogue has it. */
    public ExecutionStrategy definition() {
        return definition;
    }

    /** True if a node with these labels may run it. */
    public boolean selects(Map<String, String> labels) {
        for (Map.Entry<String, String> wanted : definition.nodeSelector().entrySet()) {
            if (!wanted.getValue().equals(labels.get(wanted.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /**
     * Demand with a chosen share of the elastic resource.
     *
     * @param share units of the elastic resource, null for the listed demand
     */
    public ResourceDemand demandAt(Double share) {
        return share == null ? demand : demand.with(elasticKind, Quantity.of(share));
    }

    /**
     * Demand of an attempt that holds these devices: the share of an elastic resource is what they
     * add up to, if it is one that the devices count.
     */
    public ResourceDemand demandOn(HeldDevices devices) {
        long units = 0;
        for (int i = 0; i < devices.size(); i++) {
            units += devices.kind(i) == elasticKind ? devices.units(i) : 0;
        }
        return units == 0 ? demand : demand.with(elasticKind, units);
    }

    /**
     * Run time of a task, milliseconds with fractions.
     *
     * @param runtimeScale the task's factor
     * @param share chosen share of the elastic resource, null for the listed demand
     */
    public double exactRuntimeMillis(double runtimeScale, Double share) {
        double runtime = definition.runtimeMillis();
        Elastic elastic = definition.elastic();
        if (share != null && elastic != null) {
            double listed = definition.demand().get(elastic.resource());
            runtime =
                    elastic.epsilonMillis()
                            + (runtime - elastic.epsilonMillis())
                                    * Math.log1p(elastic.kappa() * listed)
                                    / Math.log1p(elastic.kappa() * share);
        }
        return runtime * runtimeScale;
    }

    /** Run time of a task rounded to milliseconds, at least 1. */
    public long runtimeMillis(double runtimeScale, Double share) {
        return Math.max(1, Math.round(exactRuntimeMillis(runtimeScale, share)));
    }

    @Override
    public String toString() {
        return definition.id();
    }
}
