package org.sgdyn.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.sgdyn.plugin.PluginException;
import org.sgdyn.plugin.PluginInfo;
import picocli.CommandLine.IVersionProvider;

/** The program's version, from its jar's manifest, with the linear algebra and the plug-ins beside it. */
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
        List<String> lines = new ArrayList<>();
        lines.add("sgdyn " + text() + ", Java " + Runtime.version());
        try {
            lines.add("  linear algebra: " + LinearAlgebra.name());
            for (PluginInfo plugin : PluginOptions.loadDefault().plugins()) {
                lines.add("  " + plugin.jar() + ": " + plugin.className() + " " + plugin.version());
            }
        } catch (BadInputException | PluginException broken) {
            lines.add("  " + broken.getMessage());
        }
        // A per cent sign would be read as a format.
        return lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
    }
}
