package org.dsppo.jobs.demo;

/**
 * Time of a demo: the wall clock's, except that it stands still while the machine is too busy to
 * show anything, so that no stretch passes in which a controller could not have acted.
 */
final class DemoClock {
    private final long mostAtOnceMillis;
    private long wallMillis;
    private long nowMillis;

    /**
     * @param mostAtOnceMillis how far time goes at most between two looks
     */
    DemoClock(long startMillis, long mostAtOnceMillis) {
        this.mostAtOnceMillis = mostAtOnceMillis;
        this.wallMillis = startMillis;
        this.nowMillis = startMillis;
    }

    /** The demo's time at a look at the wall clock. */
    long advance(long atWallMillis) {
        long passed = Math.max(atWallMillis - wallMillis, 0);
        nowMillis += Math.min(passed, mostAtOnceMillis);
        wallMillis = atWallMillis;
        return nowMillis;
    }
}
