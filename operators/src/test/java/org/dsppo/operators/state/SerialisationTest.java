package org.dsppo.operators.state;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.types.PojoTestUtils;
import org.dsppo.operators.control.ControlMessage;
import org.dsppo.operators.decode.RawRecord;
import org.dsppo.operators.lifecycle.LifeCycleInput;
import org.dsppo.operators.lifecycle.PolicyRecord;
import org.dsppo.operators.node.NodeReport;
import org.dsppo.operators.placement.PlacementInput;
import org.dsppo.operators.serving.PolicyReport;
import org.dsppo.policy.engine.NodeChanged;
import org.dsppo.schemas.catalogue.CatalogueEntry;
import org.dsppo.schemas.deadletter.DeadLetter;
import org.dsppo.schemas.decision.PlacementDecision;
import org.dsppo.schemas.node.NodeTelemetry;
import org.dsppo.schemas.policyversion.PolicyStages;
import org.dsppo.schemas.rollout.RolloutSegment;
import org.dsppo.schemas.summary.CellSummary;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything on a stream or in state is a record that Flink takes apart by itself. */
class SerialisationTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                RawRecord.class,
                PlacementInput.class,
                ControlMessage.class,
                NodeTelemetry.class,
                NodeReport.class,
                NodeChanged.class,
                PlacementDecision.class,
                DeadLetter.class,
                CellSummary.class,
                LiveTaskState.class,
                EndedTaskState.class,
                OrphanedAttemptState.class,
                EarlyEventState.class,
                NodeChangeState.class,
                CatalogueEntry.class,
                PolicyStages.class,
                EpochState.class,
                SummaryState.class,
                ArtefactState.class,
                BatchingState.class,
                PolicyReport.class,
                LifeCycleInput.class,
                LifeCycleState.class,
                ArrivalState.class,
                RecentNodeState.class,
                LiveReturnState.class,
                RolloutSegment.class,
                PolicyRecord.class,
                TrainingState.class,
                NodeHealthState.class
            })
    void isAPojoWithoutGenericTypes(Class<?> type) {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);

        PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
        assertThatCode(() -> TypeInformation.of(type).createSerializer(config))
                .doesNotThrowAnyException();
    }
}
