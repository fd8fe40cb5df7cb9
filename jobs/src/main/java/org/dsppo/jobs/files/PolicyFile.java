package org.dsppo.jobs.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.dsppo.jobs.console.IoProblem;
import org.dsppo.jobs.console.UserErrorException;
import org.dsppo.policy.learned.weights.IncompatiblePolicyException;
import org.dsppo.policy.learned.weights.PolicyArtefact;

/** An artefact in a file. */
public final class PolicyFile {

    private PolicyFile() {}

    /**
     * Reads an artefact.
     *
     * @throws UserErrorException if there is no such file, or it cannot be used
     */
    public static PolicyArtefact read(Path file) {
        try {
            return PolicyArtefact.read(bytes(file));
        } catch (IncompatiblePolicyException e) {
            throw new UserErrorException(
                    "%s is no policy that can be used: %s".formatted(file, e.getMessage()), e);
        }
    }

    /**
     * Reads a file.
     *
     * @throws UserErrorException if there is none
     */
    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UserErrorException(
                    "%s cannot be read: %s".formatted(file, IoProblem.inWords(e)), e);
        }
    }

    /** True if a text names a file rather than a published version. */
    static boolean isNamedBy(String text) {
        return Files.exists(Path.of(text)) || text.contains("/");
    }

    /** Checksum as sha256sum prints it. */
    public static String checksum(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
