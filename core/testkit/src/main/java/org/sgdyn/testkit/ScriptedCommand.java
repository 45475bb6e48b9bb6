package org.sgdyn.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.CommandExecutor;

/** A command whose shares run a script of the test; each file in its directory of results is a finished task. */
public final class ScriptedCommand implements CommandExecutor.Command {

    private static final String SCRIPT = "share.sh";

    private final Path work;
    private final Path results;
    private final int total;
    private final List<String> said = new CopyOnWriteArrayList<>();
    private volatile Cancellation cancellation = Cancellation.NEVER;

    private ScriptedCommand(Path work, int total) throws IOException {
        this.work = work;
        this.total = total;
        results = Files.createDirectories(work.resolve("some results"));
    }

    /**
     * A command that is given in a directory, and does what the last one did there.
     *
     * @param work the directory; results go to a subdirectory of it
     * @param total how many files there are to be
     * @return the command
     * @throws IOException if the directory cannot be written to
     */
    public static ScriptedCommand in(Path work, int total) throws IOException {
        return new ScriptedCommand(work, total);
    }

    /**
     * Says what a share does.
     *
     * @param lines lines of shell, for which the variables {@code results}, {@code share} and {@code shares} are set, and
     *     {@code remark} to a text that a shell would change; the command as a whole is the first share of one
     * @return this command
     * @throws IOException if the script cannot be written
     */
    public ScriptedCommand doing(String... lines) throws IOException {
        Files.writeString(
                work.resolve(SCRIPT),
                "results=$1; remark=$2; number=${3:-1/1}; share=${number%/*}; shares=${number#*/}\n"
                        + String.join("\n", lines) + "\n");
        return this;
    }

    /**
     * Says when the command is to be asked to end.
     *
     * @param asked the question
     */
    public void cancelWhen(Cancellation asked) {
        cancellation = asked;
    }

    /**
     * What the user was told.
     *
     * @return the lines so far
     */
    public List<String> said() {
        return said;
    }

    /**
     * The finished tasks.
     *
     * @return the names of the files in the directory of results, sorted, without hidden ones
     */
    public List<String> files() {
        try (Stream<Path> files = Files.list(results)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    @Override
    public String name() {
        return "sweep it's/mine";
    }

    @Override
    public List<String> words() {
        return List.of("/bin/sh", SCRIPT, results.toString(), "it's $HOME");
    }

    @Override
    public List<String> share(String number, int shares) {
        return Stream.concat(words().stream(), Stream.of(number + "/" + shares)).toList();
    }

    @Override
    public Path workingDirectory() {
        return work;
    }

    @Override
    public Path directory() {
        return results;
    }

    @Override
    public String units() {
        return "points";
    }

    @Override
    public int total() {
        return total;
    }

    @Override
    public int done() {
        return files().size();
    }

    @Override
    public void say(String line) {
        said.add(line);
    }

    @Override
    public Cancellation cancellation() {
        return cancellation;
    }
}
