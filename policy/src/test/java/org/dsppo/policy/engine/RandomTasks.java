package org.dsppo.policy.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.dsppo.schemas.catalogue.ExecutionStrategy;
import org.dsppo.schemas.task.TaskSubmitted;

/** Tasks of all kinds, some of which bring strategies of their own or name no class there is. */
final class RandomTasks {

    private static final List<String> CLASSES = List.of("small", "large", "any", "nonsense");

    private final Random random;
    private final List<List<ExecutionStrategy>> ownStrategies = new ArrayList<>();
    private final List<TaskSubmitted> submitted = new ArrayList<>();

    RandomTasks(Random random, RandomCatalogue catalogue) {
        this.random = random;
        for (int i = 0; i < 4; i++) {
            ownStrategies.add(catalogue.strategies());
        }
    }

    /** A new one. */
    TaskSubmitted next(long nowMillis) {
        boolean own = random.nextInt(6) == 0;
        TaskSubmitted task =
                new TaskSubmitted(
                        "t" + submitted.size(),
                        nowMillis - random.nextInt(3_000),
                        CLASSES.get(random.nextInt(20) == 0 ? 3 : random.nextInt(3)),
                        random.nextInt(3) - 1,
                        1.0,
                        random.nextInt(6) == 0 ? nowMillis + random.nextInt(20_000) : null,
                        random.nextBoolean() ? "near" : null,
                        random.nextInt(5_000_000),
                        null,
                        null,
                        own ? ownStrategies.get(random.nextInt(4)) : null);
        submitted.add(task);
        return task;
    }

    /** One that was made before; null if there is none. */
    TaskSubmitted any() {
        return submitted.isEmpty() ? null : submitted.get(random.nextInt(submitted.size()));
    }

    /** The id of a task that was or may be made. */
    String anyId() {
        return "t" + random.nextInt(submitted.size() + 3);
    }

    /** What was made by an id. */
    List<TaskSubmitted> submitted(String taskId) {
        return submitted.stream().filter(each -> each.taskId().equals(taskId)).toList();
    }
}
