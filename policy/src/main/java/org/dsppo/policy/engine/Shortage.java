package org.dsppo.policy.engine;

/**
 * What stands in the way of one strategy of a task: a resource that its nearest node has too little
 * of, nearest being the node in service that lacks the smallest part of the demand.
 *
 * @param strategy strategy id
 * @param node the nearest node, null if no node for the strategy is in service
 * @param resource the resource kind, null if no node is in service
 * @param needed demand of the strategy, in the units of the catalogue
 * @param free what the node has free of it, below zero if it is overcommitted
 */
public record Shortage(String strategy, String node, String resource, double needed, double free) {}
