package org.sgdyn.plugin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.Origin;

/**
 * Everything that was found.
 *
 * @param catalog the parts
 * @param plugins the plug-ins that brought them, in the order of loading
 * @param classes the classes of all modules, plug-ins among them
 */
public record LoadedPlugins(Catalog catalog, List<PluginInfo> plugins, List<Class<?>> classes) {

    /**
     * What tells apart programs whose numbers may differ: the plug-ins with their versions, and what their jars hold.
     *
     * @return a text
     */
    public String identity() {
        return plugins
                + classes.stream()
                        .map(Origin::file)
                        .flatMap(Optional::stream)
                        .distinct()
                        .map(LoadedPlugins::digest)
                        .toList()
                        .toString();
    }

    /** Of a rebuilt jar the same name and version say nothing. */
    private static String digest(Path jar) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
        } catch (IOException e) {
            throw new PluginException(jar.getFileName() + ": cannot be read any more; put it back, and try again", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
