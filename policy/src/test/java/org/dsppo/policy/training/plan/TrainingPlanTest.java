package org.dsppo.policy.training.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.dsppo.policy.training.evolution.EvolutionSettings;
import org.dsppo.policy.training.sites.CurriculumFamilies;
import org.dsppo.policy.training.sites.FamilyNames;
import org.dsppo.policy.training.sites.TrainingFamily;
import org.dsppo.policy.training.sites.WideFamilies;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        List<TrainingFamily> others = CurriculumFamilies.all();
        Set<String> kinds = new TreeSet<>();
        for (String name : TrainingPlan.builtInNames()) {
            for (PlanStage stage : TrainingPlan.builtIn(name).stages()) {
                kinds.add(stage.kind());
                assertThat(FamilyNames.choose(stage.families(), WideFamilies.all(), others))
                        .isNotEmpty();
            }
        }
        assertThat(kinds).containsExactly("cloning", "distillation", "evolution", "gating", "ppo");
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

    /** Wherever it stands, and before the kind of its stage too. */
    @Test
    void warnsOfAKeyOfAFileThatAPlanDoesNotHave(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("plan.json");
        Files.writeString(
                file,
                """
                {"name": "p", "sead": 3, "$note": "mine", "stages": [
                  {"generatons": 9, "kind": "evolution", "generations": 5},
                  {"kind": "ppo", "iterations": 2, "from": "start"},
                  {"kind": "cloning", "iterations": 4, "teacher": "greedy", "smoothng": {"x": [1]},
                   "settings": {"width": 4, "hiddn": 2}},
                  {"kind": "distillation", "iterations": 2, "settings": {"nothing-like-it": 4},
                   "teachers": [{"polcy": 1, "policy": "greedy"}, {"policy": "greedy"}]},
                  {"kind": "evolution", "generations": 5, "generatons": 6,
                   "settings": {"sigm": 0.5}}]}
                """);
        List<String> warnings = new ArrayList<>();
        TrainingPlan plan = TrainingPlan.read(file, warnings::add);

        assertThat(plan.stages()).hasSize(5);
        assertThat(plan.seed()).isZero();
        String ending = "; it is ignored";
        assertThat(warnings)
                .allMatch(line -> line.startsWith(file + ": ") && line.endsWith(ending))
                .map(
                        line ->
                                line.substring(
                                        file.toString().length() + 2,
                                        line.length() - ending.length()))
                .containsExactlyInAnyOrder(
                        "sead is not a known field (did you mean seed?)",
                        "stages[0].generatons is not a known field (did you mean generations?) and"
                                + " 1 more like it",
                        "stages[2].smoothng is not a known field (did you mean smoothing?)",
                        "stages[2].settings.hiddn is not a known field (did you mean hidden?)",
                        "stages[3].settings.nothing-like-it is not a known field, expected one of"
                                + " decisions, hidden, learningRate, minibatch, patience,"
                                + " validateEvery, validationSeeds, width",
                        "stages[3].teachers[0].polcy is not a known field (did you mean policy?)",
                        "stages[4].settings.sigm is not a known field (did you mean sigma?)");
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
