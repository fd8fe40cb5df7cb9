package org.dsppo.jobs.agent.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.dsppo.schemas.task.Payload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

    private static final AllowList LIST =
            new AllowList(
                    List.of(
                            List.of("/opt/tasks/*", "--model=*", "**"),
                            List.of("/bin/date"),
                            List.of("/usr/bin/python3", "/opt/a.py", "*")),
                    List.of("registry.example/team/*", "busybox:1"),
                    List.of("MODEL_*", "LANG"));

    private static void require(String payload) throws RefusedException {
        LIST.require(OrderReader.read(new Payload(payload)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'command':['/opt/tasks/detect','--model=m 7']}",
                "{'command':['/opt/tasks/detect','--model=m\\n','x','/y']}",
                "{'command':['/bin/date'],'env':{'MODEL_NAME':'a','LANG':'C'}}",
                "{'command':['/usr/bin/python3','/opt/a.py','/anything; at all']}",
                "{'image':'registry.example/team/detect:7','args':['--privileged']}",
                "{'image':'busybox:1','whatever':{'is':'new'}}",
            })
    void permits(String payload) {
        assertThatCode(() -> require(payload.replace('\'', '"'))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'command':['/opt/tasks/detect']}",
                "{'command':['/opt/tasks/deeper/detect','--model=m']}",
                "{'command':['/opt/tasks/../evil','--model=m']}",
                "{'command':['opt/tasks/detect','--model=m']}",
                "{'command':['/bin/date','-s']}",
                "{'command':['date']}",
                "{'command':['/bin/sh','-c','/bin/date']}",
                "{'command':['/usr/bin/python3','/opt/a.py']}",
                "{'command':['/usr/bin/python3','/opt/a.py','x','y']}",
                "{'command':['/bin/date'],'env':{'LD_PRELOAD':'/tmp/x.so'}}",
                "{'image':'registry.example/other'}",
                "{'image':'--privileged'}",
                "{'image':'busybox:1 --privileged'}",
            })
    void forbids(String payload) {
        assertThatThrownBy(() -> require(payload.replace('\'', '"')))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("not allowed on this node");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}|payload has neither or both of command and image",
                "{'command':['a'],'image':'b'}|payload has neither or both of command and image",
                "{'command':[]}|payload.command is empty",
                "{'command':'/bin/date'}|payload.command is no list of texts",
                "{'command':['/bin/date',7]}|payload.command is no list of texts",
                "{'command':['/bin/da\\u0000te']}|payload.command holds a zero byte",
                "{'command':['/bin/date'],'env':{'A=B':'c'}}|payload.env has a variable that is none",
                "{'command':['/bin/date'],'env':{'A':7}}|payload.env has a variable that is none",
                "{'command':['/bin/date'],'limits':{'cpu':0}}|payload.limits.cpu is no amount above 0",
                "{'command':['/bin/date'],'limits':{'mem':'1G'}}|payload.limits.mem is no amount above 0",
            })
    void saysWhatIsWrongWithAPayload(String payload, String problem) {
        assertThatThrownBy(() -> require(payload.replace('\'', '"')))
                .isInstanceOf(RefusedException.class)
                .hasMessage(problem);
    }

    @Test
    void nothingIsPermittedByAnEmptyList() {
        assertThatThrownBy(
                        () ->
                                new AllowList(List.of(), List.of(), List.of())
                                        .require(
                                                OrderReader.read(
                                                        new Payload(
                                                                "{\"command\":[\"/bin/date\"]}"))))
                .hasMessage("not allowed on this node: command /bin/date");
        assertThatThrownBy(() -> OrderReader.read(null))
                .hasMessage("nothing to run: the task has no payload");
    }

    @Test
    void isReadFromAFileWithComments(@TempDir Path folder) throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("agent.json"),
                        """
                        { // what this node runs
                          "commands": [["/opt/detect", "**"]],
                          "images": ["team/*"], "environment": ["MODEL"],
                          "runtime": "podman", "cgroup": "/sys/fs/cgroup/dsppo" }
                        """);
        assertThat(ExecutorConfig.read(file))
                .isEqualTo(
                        new ExecutorConfig(
                                new AllowList(
                                        List.of(List.of("/opt/detect", "**")),
                                        List.of("team/*"),
                                        List.of("MODEL")),
                                "podman",
                                Path.of("/sys/fs/cgroup/dsppo")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'command':[]}|command is no field of it, expected one of cgroup, commands, environment, images, runtime",
                "{'commands':'/bin/date'}|commands is \"/bin/date\", expected a list",
                "{'commands':[['date']]}|commands has [\"date\"], expected a list that begins with a program's whole path",
                "{'images':[7]}|images has 7, expected texts that are not empty",
                "{'runtime':'rkt'}|runtime is \"rkt\", expected one of docker, nerdctl, podman",
                "[]|it is no JSON object",
            })
    void saysWhatIsWrongWithAFile(String text, String problem, @TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("agent.json"), text.replace('\'', '"'));
        assertThatThrownBy(() -> ExecutorConfig.read(file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }
}
