package org.sgdyn.cli.command;

import picocli.CommandLine.IVersionProvider;

/** The program's version, from its jar's manifest. */
public final class Version implements IVersionProvider {

    /** For picocli. */
    public Version() {}

    /**
     * The version.
     *
     * @return such as {@code 0.1.0}, or {@code development} if the program does not run from its jar
     */
    public static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"sgdyn " + text()};
    }
}
