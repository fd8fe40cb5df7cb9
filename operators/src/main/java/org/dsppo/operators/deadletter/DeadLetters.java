package org.dsppo.operators.deadletter;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;
import org.dsppo.schemas.deadletter.DeadLetter;

/** Where every operator puts input that it cannot use, and the reasons it gives. */
public final class DeadLetters {

    /** Side output of dead letters. */
    public static final OutputTag<DeadLetter> TAG =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

    /** Not a JSON object at all. */
    public static final String MALFORMED = "malformed";

    /** A JSON object with a field that is missing, of the wrong type or out of range. */
    public static final String INVALID = "invalid";

    /** A task id that came again with other content. */
    public static final String CONFLICTING_CONTENT = "conflicting-content";

    /** An event that names no cluster, and a node of which there is more than one. */
    public static final String AMBIGUOUS_NODE = "ambiguous-node";

    /** Where task events come from. */
    public static final String TASK_EVENTS_TOPIC = "dsppo.task-events.v1";

    /** Where submissions come from; an operator behind the decoding knows no partition. */
    public static final String TASKS_TOPIC = "dsppo.tasks.v1";

    private DeadLetters() {}
}
