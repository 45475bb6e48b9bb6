package org.sgdyn.executors.spark;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.CommandExecutor.Command;
import org.sgdyn.spi.ExecutorException;

/** The present command once more, by {@code spark-submit}: the program's jars, its own options for Java, and its arguments. */
final class Submission {

    /** Where Spark's backend of SLF4J finds its configuration. */
    static final String LOGGING = "log4j2.configurationFile";

    private static final String MAIN = "org.sgdyn.cli.Sgdyn";

    /** Spark has another backend of SLF4J. */
    private static final String BACKEND = "logback-";

    /** Settings of Spark by which the user says what the driver's Java is told. */
    private static final Set<String> DRIVER_OPTIONS =
            Set.of("spark.driver.defaultJavaOptions", "spark.driver.extraJavaOptions");

    /**
     * A driver whose workers are elsewhere runs much of Spark some thousand times: to compile that as far as Java can takes
     * seconds of a core, which a worker on the same machine is in want of, and never pays. Methods and loops are compiled so far
     * once they were run twenty times as often as Java waits for by itself, which what the driver computes soon is.
     */
    private static final List<String> LATE_COMPILATION = List.of(
            "-XX:Tier4InvocationThreshold=100000",
            "-XX:Tier4MinInvocationThreshold=12000",
            "-XX:Tier4CompileThreshold=300000",
            "-XX:Tier4BackEdgeThreshold=800000");

    private static final long MILLIS_BETWEEN_QUESTIONS = 50;

    private static final long SECONDS_TO_END = 10;

    /** What of Java must be open to Spark 4, as its launcher says. */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.base/sun.nio.cs",
            "java.base/sun.security.action",
            "java.base/sun.util.calendar",
            "java.security.jgss/sun.security.krb5");

    private Submission() {}

    /**
     * Runs it, with the input and output of this process, and waits for its end.
     *
     * @param settings how Spark is found and what it is told
     * @param command the command
     * @return its exit code
     * @throws ExecutorException if there is no Spark
     * @throws java.util.concurrent.CancellationException if the end is requested or the thread is interrupted; Spark ends, too
     */
    static int run(SparkSettings settings, Command command) {
        Path home = home(settings, Optional.ofNullable(System.getenv("SPARK_HOME")));
        ProcessBuilder builder = new ProcessBuilder(words(settings, home, command))
                .directory(command.workingDirectory().toFile())
                .inheritIO();
        builder.environment().put("SPARK_HOME", home.toString());
        // Asked for by processes that see no distribution around them.
        builder.environment().putIfAbsent("SPARK_SCALA_VERSION", "2.13");
        try {
            return followed(builder.start(), command.cancellation());
        } catch (IOException e) {
            throw new ExecutorException(
                    "executor spark: " + builder.command().get(0) + " cannot be run: " + e.getMessage(), e);
        }
    }

    private static int followed(Process process, Cancellation cancellation) {
        Thread hook = new Thread(process::destroy, "submission");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            while (!process.waitFor(MILLIS_BETWEEN_QUESTIONS, TimeUnit.MILLISECONDS)) {
                cancellation.check();
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw Cancellation.interrupted(e);
        } finally {
            end(process);
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException ending) {
                // The program is being ended, and the hook ends Spark.
            }
        }
    }

    private static void end(Process process) {
        process.destroy();
        boolean wasInterrupted = Thread.interrupted();
        try {
            if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            wasInterrupted = true;
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The directory of Spark.
     *
     * @param settings may name it
     * @param environment what the environment says
     * @return a directory with Spark's jars
     * @throws ExecutorException if there is none
     */
    static Path home(SparkSettings settings, Optional<String> environment) {
        boolean isGiven = !settings.home().isEmpty();
        String named = isGiven ? settings.home() : environment.orElse("");
        if (named.isEmpty()) {
            throw new ExecutorException(
                    "executor spark: no Spark is named: set the environment variable SPARK_HOME, or the"
                            + " parameter home, to the directory of Spark 4 for Scala 2.13");
        }
        Path home = Path.of(named).toAbsolutePath().normalize();
        if (!Files.isDirectory(home.resolve("jars"))) {
            throw new ExecutorException("executor spark: " + (isGiven ? "home" : "SPARK_HOME") + " is " + named
                    + ", but there is no directory jars in it; set it to the directory of Spark 4 for Scala 2.13");
        }
        return home;
    }

    /**
     * The command line.
     *
     * @param settings what Spark is told
     * @param home the directory of Spark
     * @param command the present command
     * @return {@code spark-submit}, or Java with Spark's jars where these are all there is, and its arguments
     */
    static List<String> words(SparkSettings settings, Path home, Command command) {
        List<String> words = new ArrayList<>();
        List<String> options = javaOptions(home);
        if (isElsewhere(settings.master())
                && Collections.disjoint(settings.conf().keySet(), DRIVER_OPTIONS)) {
            options.addAll(LATE_COMPILATION);
        }
        String memory = Runtime.getRuntime().maxMemory() / (1 << 20) + "m";
        Path submit = home.resolve("bin").resolve("spark-submit");
        if (Files.isExecutable(submit) && File.separatorChar == '/') {
            words.add(submit.toString());
            words.add("--driver-memory");
            words.add(memory);
            words.add("--driver-java-options");
            words.add(String.join(" ", options.stream().map(Submission::quoted).toList()));
        } else {
            words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            words.add("-Xmx" + memory);
            words.addAll(options);
            OPENED.forEach(name -> words.add("--add-opens=" + name + "=ALL-UNNAMED"));
            words.add("-Djdk.reflect.useDirectMethodHandle=false");
            words.add("-Dio.netty.tryReflectionSetAccessible=true");
            words.add("-cp");
            words.add(home.resolve("jars") + File.separator + "*");
            words.add("org.apache.spark.deploy.SparkSubmit");
        }
        if (!settings.master().isEmpty()) {
            words.add("--master");
            words.add(settings.master());
        }
        words.addAll(List.of("--deploy-mode", "client", "--name", "sgdyn " + command.name()));
        settings.properties().forEach((key, value) -> {
            words.add("--conf");
            words.add(key + "=" + value);
        });
        List<String> jars = jars();
        // The first one is the application, and the others go with it.
        words.addAll(List.of("--jars", String.join(",", jars.subList(1, jars.size())), "--class", MAIN, jars.get(0)));
        words.addAll(command.words().subList(1, command.words().size()));
        words.addAll(List.of("--executor", "spark"));
        return words;
    }

    /** Whether workers are known to be other processes than the driver. */
    private static boolean isElsewhere(String master) {
        return !master.isEmpty() && !master.startsWith("local");
    }

    /** How the launcher starts the program; a Spark that is not told how to log does so as the program does. */
    private static List<String> javaOptions(Path spark) {
        List<String> options = new ArrayList<>(
                List.of("-Djava.awt.headless=true", "-Djdk.console=java.base", "-Dfile.encoding=UTF-8"));
        String home = System.getProperty("sgdyn.home");
        if (home != null) {
            options.add("-Dsgdyn.home=" + home);
        }
        URL logging = Submission.class.getResource("log4j2.properties");
        if (logging != null && !Files.exists(spark.resolve("conf").resolve("log4j2.properties"))) {
            options.add("-D" + LOGGING + "=" + logging);
        }
        return options;
    }

    private static String quoted(String option) {
        return "\"" + option.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** The path by which other processes find a file, too: an image's launcher names jars through a directory that it holds open. */
    private static Path realPath(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException unreadable) {
            return file.toAbsolutePath();
        }
    }

    /** The jars of the program as addresses, in which a comma would end one. */
    private static List<String> jars() {
        List<String> jars = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(file -> Files.isRegularFile(file)
                        && !file.getFileName().toString().startsWith(BACKEND))
                .map(file -> realPath(file).toUri().toString().replace(",", "%2C"))
                .toList();
        if (jars.isEmpty()) {
            throw new ExecutorException(
                    "executor spark: this program's class path holds no jars that could be handed to"
                            + " Spark; start the unpacked program, or spark-submit with sgdyn's one jar for Spark");
        }
        return jars;
    }
}
