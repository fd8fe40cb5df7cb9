package org.dsppo.policy.training.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingPlanTest {

    private static TrainingPlan parse(String json) {
        return TrainingPlan.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatItWrites() {
        for (String name : TrainingPlan.builtInNames()) {
            TrainingPlan plan = TrainingPlan.builtIn(name);
            assertThat(plan.name()).startsWith("ds-ppo");
            assertThat(parse(plan.toJson())).isEqualTo(plan);
        }
        assertThatThrownBy(() -> TrainingPlan.builtIn("other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("plan is other, expected one of ds-ppo, curriculum");
    }

    /** Every family that a built-in plan names exists, and the curriculum uses every kind. */
    @Test
    void builtInPlansCanBegin() {
        List<TrainingFamily> others = new ArrayList<>(CurriculumFamilies.all());
        others.addAll(TestBedFamilies.all());
        Set<String> kinds = new TreeSet<>();
        for (String name : TrainingPlan.builtInNames()) {
            for (PlanStage stage : TrainingPlan.builtIn(name).stages()) {
                kinds.add(stage.kind());
                assertThat(FamilyNames.choose(stage.families(), ShippedFamilies.all(), others))
                        .isNotEmpty();
            }
        }
        assertThat(kinds).containsExactly("cloning", "distillation", "evolution", "ppo");
    }

    @Test
    void fillsInDefaults() {
        TrainingPlan plan =
                parse(
                        "{'name':'p','seed':3,'stages':[{'kind':'evolution','generations':5},"
                                + "{'kind':'ppo','iterations':2}]}");
        assertThat(plan.stages().get(0))
                .isEqualTo(new EvolutionStage(5, EvolutionSettings.DEFAULT));
        assertThat(plan.stages().get(1))
                .isInstanceOfSatisfying(
                        PpoStage.class,
                        stage -> {
                            assertThat(stage.preset()).isEqualTo("ours");
                            assertThat(stage.alpha()).isEqualTo(1);
                        });
    }

    @Test
    void readsEveryKindOfStage() {
        TrainingPlan plan =
                parse(
                        "{'name':'p','seed':3,'stages':["
                                + "{'kind':'cloning','iterations':4,'teacher':'vote:sjf-would',"
                                + "'smoothing':0.1,'families':['cloud-*'],'from':'start'},"
                                + "{'kind':'distillation','iterations':2,'settings':{'width':4},"
                                + "'teachers':[{'policy':'stage-0','families':['ii5-*']},"
                                + "{'policy':'greedy:k=2'}]}],'skipped':[0]}");
        assertThat(plan.stages())
                .containsExactly(
                        new CloningStage(
                                4,
                                "vote:sjf-would",
                                0.1,
                                LearnerSettings.DEFAULT,
                                List.of("cloud-*"),
                                "start"),
                        new DistillationStage(
                                2,
                                List.of(
                                        new DistillationStage.Specialist(
                                                "stage-0", List.of("ii5-*")),
                                        new DistillationStage.Specialist("greedy:k=2", null)),
                                0,
                                LearnerSettings.DEFAULT.toBuilder()
                                        .width(4)
                                        .hidden(0)
                                        .decisions(0)
                                        .minibatch(0)
                                        .learningRate(0)
                                        .validateEvery(0)
                                        .validationSeeds(0)
                                        .patience(0)
                                        .build(),
                                null,
                                null));
        assertThat(plan.skipped()).containsExactly(0);
        assertThat(parse(plan.toJson())).isEqualTo(plan);
        assertThat(plan.without(1).skipped()).containsExactly(0, 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'p','seed':1,'stages':[]} | stages is empty, expected at least one",
                "{'seed':1,'stages':[{'kind':'ppo','iterations':1}]} | name is missing",
                "{'name':'p','stages':[{'kind':'sleep'}]} | sleep",
                "{'name':'p','stages':[{'kind':'evolution','generations':0}]} | generations is 0",
                "{'name':'p','stages':[{'kind':'ppo','iterations':1,'preset':'x'}]} | preset is x",
                "{'name':'p','stages':[{'kind':'cloning','iterations':1}]} | teacher is missing",
                "{'name':'p','stages':[{'kind':'cloning','iterations':1,'teacher':'gredy'}]} |"
                        + " policy is 'gredy'",
                "{'name':'p','stages':[{'kind':'cloning','iterations':1,'teacher':'vote:x'}]} |"
                        + " candidate feature is x",
                "{'name':'p','stages':[{'kind':'distillation','iterations':1,'teachers':[]}]} |"
                        + " number of teachers is 0",
                "{'name':'p','stages':[{'kind':'ppo','iterations':1,'from':'stage-0'}]} |"
                        + " stage 0 needs stage-0, expected an earlier stage",
                "{'name':'p','stages':[{'kind':'ppo','iterations':1,'from':'x'}]} | from is x",
                "{'name':'p','stages':[{'kind':'ppo','iterations':1}],'skipped':[1]} | skipped is"
                        + " 1",
                "{'name':'p','sedd':1,'stages':[{'kind':'ppo','iterations':1}]} | sedd",
                "{'name':'p' | plan, ",
            })
    void saysWhatIsWrong(String json, String message) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
