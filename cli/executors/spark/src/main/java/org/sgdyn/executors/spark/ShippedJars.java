package org.sgdyn.executors.spark;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;
import org.sgdyn.spi.Executor.Work;
import scala.collection.Seq;

/**
 * The jars of plug-ins on their way to the workers, where they lie in a directory of their own. This plug-in itself goes by
 * another way, since workers need it to run at all: as a jar on their class path.
 */
final class ShippedJars implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What this process was given last. */
    private static @Nullable List<String> installed;

    private final boolean isElsewhere;
    private final List<String> names;

    private ShippedJars(boolean isElsewhere, List<String> names) {
        this.isElsewhere = isElsewhere;
        this.names = names;
    }

    /**
     * Hands jars to Spark, unless the workers are threads of this process, which finds them where they are.
     *
     * @param context Spark
     * @param jars plug-ins
     * @return what the workers are told
     */
    static ShippedJars of(JavaSparkContext context, List<Path> jars) {
        if (context.isLocal()) {
            return new ShippedJars(false, List.of());
        }
        Optional<Path> own = ownJar();
        own.filter(jar -> !has(context.sc().listJars(), jar)).ifPresent(jar -> context.addJar(jar.toString()));
        List<String> names = new ArrayList<>();
        for (Path jar : jars) {
            if (own.filter(jar.toAbsolutePath().normalize()::equals).isEmpty()) {
                if (!has(context.sc().listFiles(), jar)) {
                    context.addFile(jar.toAbsolutePath().toString());
                }
                names.add(jar.getFileName().toString());
            }
        }
        return new ShippedJars(true, names);
    }

    /** Whether Spark knows a file of this name; it would not take another one. */
    private static boolean has(Seq<String> known, Path jar) {
        String end = "/" + jar.getFileName();
        return known.exists(address -> address.endsWith(end));
    }

    /** The jar that this class was loaded from; none where that is a directory of classes. */
    private static Optional<Path> ownJar() {
        CodeSource source = ShippedJars.class.getProtectionDomain().getCodeSource();
        try {
            return Optional.ofNullable(
                            source == null ? null : Path.of(source.getLocation().toURI()))
                    .filter(Files::isRegularFile)
                    .map(file -> file.toAbsolutePath().normalize());
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** In a worker: puts the jars into a directory, once, and says which in the system property {@link Work#JARS}. */
    void install() {
        if (isElsewhere) {
            install(names);
        }
    }

    private static synchronized void install(List<String> names) {
        if (names.equals(installed)) {
            return;
        }
        try {
            Path directory = Files.createTempDirectory(Path.of(SparkFiles.getRootDirectory()), "plugins");
            for (String name : names) {
                Files.copy(Path.of(SparkFiles.get(name)), directory.resolve(name));
            }
            System.setProperty(Work.JARS, directory.toAbsolutePath().toString());
            installed = names;
        } catch (IOException e) {
            throw new UncheckedIOException("the plug-ins that were shipped cannot be laid out in a worker", e);
        }
    }
}
