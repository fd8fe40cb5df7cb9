package org.dsppo.policy.lab.bound;

import com.google.ortools.Loader;

/** The native library of OR-tools, which exists for a few platforms only. */
final class NativeSolver {

    private NativeSolver() {}

    /**
     * Loads it; does nothing when that was done before.
     *
     * @throws BoundException if there is none for this platform
     */
    static void load() {
        try {
            Loader.loadNativeLibraries();
        } catch (UnsatisfiedLinkError | RuntimeException failure) {
            throw new BoundException(
                    "OR-tools has no usable native library for %s on %s (%s); build with -Dortools.platform=..."
                            .formatted(
                                    System.getProperty("os.name"),
                                    System.getProperty("os.arch"),
                                    String.valueOf(failure.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse("")),
                    failure);
        }
    }
}
