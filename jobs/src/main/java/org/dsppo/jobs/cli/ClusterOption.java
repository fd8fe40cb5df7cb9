package org.dsppo.jobs.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.jobs.run.ClassFit;
import org.dsppo.policy.lab.simulation.BuiltinCatalogues;
import org.dsppo.policy.lab.simulation.WorkloadFiles;
import org.dsppo.schemas.catalogue.Catalogue;
import org.dsppo.schemas.codec.InvalidFileException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code --cluster}: which nodes and task classes there are. */
final class ClusterOption {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--cluster",
            paramLabel = "NAME|FILE",
            defaultValue = "ii5",
            description = {
                "Nodes and task classes: ii5, i3, or a cluster.json file.",
                "Default: ${DEFAULT-VALUE}"
            })
    private String cluster;

    /**
     * @throws UserErrorException if there is no such catalogue or its file is wrong
     */
    Catalogue catalogue() {
        return named(cluster, command);
    }

    /** The same for a name or file that was typed elsewhere on the command line. */
    static Catalogue named(String cluster, CommandSpec command) {
        if (BuiltinCatalogues.names().contains(cluster)) {
            return BuiltinCatalogues.named(cluster);
        }
        try {
            Catalogue catalogue = WorkloadFiles.catalogue(Path.of(cluster), Warnings.of(command));
            ClassFit.warn(catalogue, Warnings.of(command));
            return catalogue;
        } catch (NoSuchFileException e) {
            throw new UserErrorException(
                    "--cluster is %s, expected one of %s or a file that exists"
                            .formatted(cluster, String.join(", ", BuiltinCatalogues.names())));
        } catch (IOException e) {
            throw new UserErrorException("--cluster cannot be read: " + IoProblem.inWords(e), e);
        } catch (InvalidFileException e) {
            throw new UserErrorException(e.getMessage(), e);
        }
    }
}
