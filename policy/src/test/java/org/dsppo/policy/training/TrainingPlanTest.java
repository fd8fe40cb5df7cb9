package org.dsppo.policy.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingPlanTest {

    private static TrainingPlan parse(String json) {
        return TrainingPlan.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsWhatItWrites() {
        TrainingPlan plan = TrainingPlan.builtIn();
        assertThat(plan.name()).isEqualTo("ds-ppo");
        assertThat(parse(plan.toJson())).isEqualTo(plan);
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'name':'p','seed':1,'stages':[]} | stages is empty, expected at least one",
                "{'seed':1,'stages':[{'kind':'ppo','iterations':1}]} | name is missing",
                "{'name':'p','stages':[{'kind':'sleep'}]} | sleep",
                "{'name':'p','stages':[{'kind':'evolution','generations':0}]} | generations is 0",
                "{'name':'p','stages':[{'kind':'ppo','iterations':1,'preset':'x'}]} | preset is x",
                "{'name':'p','sedd':1,'stages':[{'kind':'ppo','iterations':1}]} | sedd",
                "{'name':'p' | plan, ",
            })
    void saysWhatIsWrong(String json, String message) {
        assertThatThrownBy(() -> parse(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
