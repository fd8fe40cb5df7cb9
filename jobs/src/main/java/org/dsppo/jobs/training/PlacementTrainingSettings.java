package org.dsppo.jobs.training;

/**
 * How the placement policy is trained.
 *
 * @param plan file of a plan or name of a built-in one
 * @param minutes how long to tune to a site's own tasks, null to train by the plan
 * @param from policy that tuning begins with, null for the shipped one
 * @param ablate true to run the plan again without each of its stages
 * @param judged samples of each family that the report judges stages on
 * @param threads runs at a time, null for one per core
 */
public record PlacementTrainingSettings(
        String plan, Double minutes, String from, boolean ablate, int judged, Integer threads) {}
