package org.dsppo.jobs;

import org.apache.flink.configuration.Configuration;
import org.dsppo.jobs.options.JobSettings;
import org.dsppo.operators.lifecycle.LifeCycleFunction;
import org.dsppo.operators.lifecycle.LifeCycleInput;
import org.dsppo.operators.node.NodeHealthFunction;
import org.dsppo.operators.node.NodeReport;
import org.dsppo.operators.placement.PlacementFunction;
import org.dsppo.operators.placement.PlacementInput;
import org.dsppo.operators.serving.ControlBoards;
import org.dsppo.operators.serving.KnownPolicies;

/** Operators of the placement job as {@link FilledPlacement} left them. */
final class FilledOperators {

    private FilledOperators() {}

    private static JobSettings settings() {
        Configuration configuration = Configuration.fromMap(FilledPlacement.OPTIONS);
        configuration.setString("bootstrap.servers", "localhost:9092");
        return JobSettings.from(configuration);
    }

    static RestoredOperator nodeHealth(SavepointFile savepoint) throws Exception {
        return RestoredOperator.of(
                new NodeHealthFunction(settings().nodeHealth()),
                NodeHealthFunction.broadcastStates(),
                NodeReport::node,
                savepoint.operator("node-health"));
    }

    static RestoredOperator placement(SavepointFile savepoint) throws Exception {
        return RestoredOperator.of(
                new PlacementFunction(settings().placement(), new KnownPolicies()),
                PlacementFunction.broadcastStates(),
                PlacementInput::cell,
                savepoint.operator("placement"));
    }

    static RestoredOperator lifeCycle(SavepointFile savepoint) throws Exception {
        JobSettings settings = settings();
        return RestoredOperator.of(
                new LifeCycleFunction(
                        settings.lifeCycle(),
                        settings.rememberedArrivals(),
                        settings.placement().speed(),
                        new KnownPolicies(),
                        settings.placement().defaultPolicy(),
                        settings.training()),
                ControlBoards.broadcastStates(),
                (LifeCycleInput input) -> FilledPlacement.POLICY,
                savepoint.operator("life-cycle"));
    }
}
