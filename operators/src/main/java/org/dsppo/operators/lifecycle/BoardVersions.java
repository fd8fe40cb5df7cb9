package org.dsppo.operators.lifecycle;

import java.util.Map;
import org.dsppo.operators.serving.PolicyBoard;
import org.dsppo.schemas.policyversion.PolicyStages;

/**
 * Versions as the control stream tells of them.
 *
 * @param refusals why artefacts were refused, by key
 */
record BoardVersions(PolicyBoard board, Map<String, String> refusals) implements VersionCatalogue {

    @Override
    public PolicyStages newest(String policy) {
        return board.newest(policy);
    }

    @Override
    public long highestRevision() {
        return board.highestRevision();
    }

    @Override
    public boolean isUsable(String policy, int version) {
        return board.isUsable(policy, version);
    }

    @Override
    public String refusal(String policy, int version) {
        return refusals.get(PolicyBoard.keyOf(policy, version));
    }

    @Override
    public Integer builtIn(String policy) {
        return board.byDefault().name().equals(policy) ? board.byDefault().version() : null;
    }
}
