package org.dsppo.schemas.catalogue;

/**
 * A strategy whose share of one resource is the policy's choice: run time = epsilon + (runtime -
 * epsilon) * s(d) / s(share), s(x) = ln(1 + kappa x), d = the listed demand of {@code resource}.
 *
 * @param resource the resource whose demand is replaced by the share
 * @param minShare least share
 * @param maxShare greatest share
 * @param epsilonMillis part of the run time that does not shrink
 * @param kappa curvature of the speed-up, default 9
 */
public record Elastic(
        String resource, double minShare, double maxShare, long epsilonMillis, double kappa) {}
