package org.dsppo.jobs.run;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.task.TaskSubmitted;

/** Task classes that a catalogue lacks. */
public final class UnknownClasses {

    private UnknownClasses() {}

    /** Classes of tasks without strategies of their own that are not in the catalogue. */
    public static Set<String> of(Collection<TaskSubmitted> tasks, Catalogue catalogue) {
        Set<String> unknown = new TreeSet<>();
        for (TaskSubmitted task : tasks) {
            if (task.strategies() == null && !catalogue.classes().containsKey(task.taskClass())) {
                unknown.add(task.taskClass());
            }
        }
        return unknown;
    }

    /** Says so, one line, if there are any. */
    public static void warn(Set<String> unknown, Catalogue catalogue, PrintWriter err) {
        if (!unknown.isEmpty()) {
            err.printf(
                    "warning: the catalogue in force, %s, has the classes %s and lacks %s, whose tasks"
                            + " the job rejects%n",
                    catalogue.name(),
                    String.join(", ", catalogue.classes().keySet()),
                    String.join(", ", unknown));
            err.flush();
        }
    }
}
