package org.dsppo.policy.lab.evaluation;

/**
 * A rule that a run broke.
 *
 * @param kind which rule, in snake case
 * @param subject task or node it is about
 * @param detail values, for people
 */
public record Violation(String kind, String subject, String detail) {}
