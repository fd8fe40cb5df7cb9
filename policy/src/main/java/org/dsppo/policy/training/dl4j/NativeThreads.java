package org.dsppo.policy.training.dl4j;

import org.nd4j.linalg.factory.Nd4j;

/**
 * How many threads the native library may use. Our matrices are small: a second thread costs more
 * than it gains, and spins while it waits, which slows everything else on a busy machine down.
 */
final class NativeThreads {

    private NativeThreads() {}

    /** One, from now on. */
    static void useOne() {
        Nd4j.getEnvironment().setMaxThreads(1);
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        Nd4j.factory().blas().setMaxThreads(1);
    }
}
