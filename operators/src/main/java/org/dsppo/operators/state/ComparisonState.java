package org.dsppo.operators.state;

/**
 * How the choices of one policy compare with those of another.
 *
 * @param compared tasks for which both were asked
 * @param agreed tasks with the same strategy on nodes of the same type, or left waiting by both
 * @param both tasks that both would place
 * @param ownMillis time until those would be done where the one would place them, summed
 * @param otherMillis the same for the other
 * @param failures times that a policy which only was asked could not answer
 */
public record ComparisonState(
        long compared, long agreed, long both, long ownMillis, long otherMillis, long failures) {}
