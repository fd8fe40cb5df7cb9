package org.dsppo.policy.lab.trace;

/** Amounts in the names of classes. */
final class Amounts {

    private Amounts() {}

    /** A number without needless digits: 12, not 12.0. */
    static String plain(double amount) {
        return amount == Math.rint(amount) && Math.abs(amount) < 1e15
                ? Long.toString((long) amount)
                : Double.toString(amount);
    }
}
