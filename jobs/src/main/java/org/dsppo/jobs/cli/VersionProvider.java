package org.dsppo.jobs.cli;

import java.io.IOException;
import org.dsppo.jobs.console.ProductVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionProvider implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"dsppo " + ProductVersion.text()};
    }
}
