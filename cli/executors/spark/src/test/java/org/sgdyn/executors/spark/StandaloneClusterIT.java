package org.sgdyn.executors.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master and two workers on this machine, and the whole program in one jar. */
final class StandaloneClusterIT {

    private static final Path DISTRIBUTION = Path.of(System.getProperty("sgdyn.distribution"));

    private static final Path ALL = Path.of(System.getProperty("sgdyn.all"));

    /** Enough points that a process dies among them. */
    private static final List<String> SWEEP = List.of(
            "sweep", "phase-power-law", "--set", "grid.0.points=21", "--set", "grid.1.points=11", "--format", "csv");

    private final List<Process> processes = new ArrayList<>();
    private final List<Process> workers = new ArrayList<>();
    private Path home = Path.of("");
    private String master = "";

    @TempDir
    private Path work;

    @BeforeEach
    void startTheCluster() throws Exception {
        home = SparkHome.fill();
        int port = freePort();
        master = "spark://127.0.0.1:" + port;
        java(
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                "" + port,
                "--webui-port",
                "0");
        for (int number = 1; number <= 2; number++) {
            workers.add(java(
                    "worker" + number,
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--webui-port",
                    "0",
                    "--work-dir",
                    work.resolve("work" + number).toString(),
                    master));
        }
    }

    @AfterEach
    void endTheCluster() throws Exception {
        for (Process process : processes) {
            List<ProcessHandle> children = process.descendants().toList();
            process.destroyForcibly().waitFor();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Process java(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(System.getProperty("spark.opens").strip().split("\\s+", -1)));
        command.addAll(List.of("-Xmx512m", "-cp", home.resolve("jars") + "/*"));
        command.addAll(List.of(arguments));
        return started(name, command);
    }

    private Process started(String name, List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log(name).toFile())
                .start();
        processes.add(process);
        return process;
    }

    private Path log(String name) {
        return work.resolve(name + ".log");
    }

    private Process submit(String name) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("org.apache.spark.deploy.SparkSubmit", "--master", master));
        for (String setting : List.of(
                "spark.driver.host=127.0.0.1", "spark.driver.bindAddress=127.0.0.1", "spark.ui.enabled=false")) {
            arguments.addAll(List.of("--conf", setting));
        }
        arguments.addAll(List.of("--executor-memory", "512m", "--executor-cores", "1", ALL.toString()));
        arguments.addAll(SWEEP);
        arguments.addAll(List.of("--out", name, "--executor", "spark"));
        return java(name, arguments.toArray(String[]::new));
    }

    /** Waits until points are kept, but not all. */
    private void awaitTheMiddle(Process driver, String name) throws Exception {
        while (true) {
            assertThat(driver.isAlive()).as(Files.readString(log(name))).isTrue();
            Path directory = work.resolve(name);
            if (Files.isDirectory(directory)) {
                try (Stream<Path> files = Files.list(directory)) {
                    if (files.anyMatch(file -> file.toString().endsWith(".checkpoint") && size(file) > 1000)) {
                        return;
                    }
                }
            }
            Thread.sleep(20);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    private void sameAsHere(Process driver, String name) throws Exception {
        assertThat(driver.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(driver.exitValue()).as(Files.readString(log(name))).isZero();
        List<String> command = new ArrayList<>(
                List.of(DISTRIBUTION.resolve("bin/sgdyn").toAbsolutePath().toString()));
        command.addAll(SWEEP);
        command.addAll(List.of("--out", "here"));
        assertThat(started("here", command).waitFor()).isZero();
        assertThat(work.resolve(name).resolve("sweep.csv")).hasSameBinaryContentAs(work.resolve("here/sweep.csv"));
    }

    @Test
    void anExecutorThatIsKilledChangesNothing() throws Exception {
        Process driver = submit("executor-killed");
        awaitTheMiddle(driver, "executor-killed");
        Pattern executor = Pattern.compile("CoarseGrainedExecutorBackend");
        assertThat(workers.stream()
                        .flatMap(Process::descendants)
                        .filter(process -> process.info()
                                .commandLine()
                                .filter(words -> executor.matcher(words).find())
                                .isPresent())
                        .findFirst()
                        .orElseThrow()
                        .destroyForcibly())
                .isTrue();
        sameAsHere(driver, "executor-killed");
        assertThat(log("executor-killed")).content().contains("Lost executor");
    }

    @Test
    void aWorkerThatIsKilledChangesNothing() throws Exception {
        Process driver = submit("worker-killed");
        awaitTheMiddle(driver, "worker-killed");
        workers.get(0).destroyForcibly();
        sameAsHere(driver, "worker-killed");
        assertThat(log("worker-killed")).content().contains("Lost executor");
    }
}
