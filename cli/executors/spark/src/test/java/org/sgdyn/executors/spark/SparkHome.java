package org.sgdyn.executors.spark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A directory like that of a distribution of Spark, as far as its jars go; made of those on the class path. */
final class SparkHome {

    /** What only this program brings, and tests. */
    private static final Pattern NOT_OF_SPARK = Pattern.compile(
            "(core|losses|spectra|solvers|slurm|cli|spark|sgdyn-spark|guice|aopalliance|fastcsv|fontbox|graphics2d"
                    + "|jspecify|commons-numbers-.*|org\\.jfree\\.svg|pdfbox|pdfbox-io|picocli|snakeyaml-engine|uplot|junit-.*"
                    + "|assertj-core|surefire-.*)-[0-9].*\\.jar");

    private SparkHome() {}

    /** The directory that the environment of this process names, filled. */
    static Path fill() throws IOException {
        Path home = Path.of(System.getenv("SPARK_HOME"));
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (Path jar : classPath()) {
            Path link = jars.resolve(jar.getFileName());
            if (Files.isRegularFile(jar)
                    && !NOT_OF_SPARK.matcher(jar.getFileName().toString()).matches()
                    && !Files.exists(link)) {
                Files.createSymbolicLink(link, jar);
            }
        }
        return home;
    }

    private static List<Path> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath())
                .toList();
    }

    /** Where the classes of this project are, tests included. */
    static String classPathOfProject() {
        return String.join(
                File.pathSeparator,
                classPath().stream()
                        .filter(entry -> Files.isDirectory(entry)
                                || NOT_OF_SPARK
                                        .matcher(entry.getFileName().toString())
                                        .matches())
                        .map(Path::toString)
                        .toList());
    }
}
