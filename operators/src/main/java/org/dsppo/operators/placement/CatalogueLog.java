package org.dsppo.operators.placement;

import java.util.function.Consumer;
import org.dsppo.operators.control.CatalogueBoard;
import org.dsppo.schemas.catalogue.Catalogue;

/**
 * Says which catalogue is in use, once for each, and that a new one stays incomplete while the old
 * one serves. One that is being published is incomplete for a moment, which is nobody's concern.
 */
final class CatalogueLog {

    static final long PATIENCE_MILLIS = 5_000;

    private final CatalogueBoard catalogue;
    private final Consumer<String> log;
    private long toldVersion;
    private long changingSinceMillis = Long.MAX_VALUE;
    private String toldProblem;

    CatalogueLog(CatalogueBoard catalogue, Consumer<String> log) {
        this.catalogue = catalogue;
        this.log = log;
    }

    /**
     * To be called with the catalogue in use, null for none: what that keeps from happening, cells
     * say themselves.
     */
    void look(Catalogue inUse, long nowMillis) {
        if (inUse == null) {
            return;
        }
        if (catalogue.version() != toldVersion) {
            toldVersion = catalogue.version();
            log.accept(
                    "Catalogue %s is in use: %d clusters, %d nodes, %d classes"
                            .formatted(
                                    inUse.name(),
                                    inUse.clusters().size(),
                                    inUse.nodes().size(),
                                    inUse.classes().size()));
        }
        if (!catalogue.isChanging()) {
            changingSinceMillis = Long.MAX_VALUE;
            toldProblem = null;
            return;
        }
        changingSinceMillis = Math.min(changingSinceMillis, nowMillis);
        if (nowMillis >= changingSinceMillis + PATIENCE_MILLIS) {
            changingSinceMillis = nowMillis;
            tell(inUse, catalogue.problem());
        }
    }

    private void tell(Catalogue inUse, String problem) {
        if (!problem.isEmpty() && !problem.equals(toldProblem)) {
            toldProblem = problem;
            log.accept(
                    "Catalogue %s stays in use, the new one is incomplete: %s"
                            .formatted(inUse.name(), problem));
        }
    }
}
