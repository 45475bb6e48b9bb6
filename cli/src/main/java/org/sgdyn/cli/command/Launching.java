package org.sgdyn.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import org.sgdyn.execution.LocalExecutor;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.CommandExecutor;
import org.sgdyn.spi.Executor;
import org.sgdyn.spi.ExecutorException;
import picocli.CommandLine.Model.CommandSpec;

/** The command that is being executed, to be run elsewhere in shares or as a whole. */
final class Launching implements CommandExecutor.Command {

    private static final String EXECUTOR = "--executor";

    private static final String SHARD = "--shard";

    /** Where results are replaced, that was done by the command itself. */
    private static final String FORCE = "--force";

    private final CommandSpec spec;
    private final String name;
    private final Path directory;
    private final IntSupplier kept;
    private final String units;
    private final IntSupplier total;
    private final IntConsumer progress;

    /**
     * A command.
     *
     * @param spec how picocli sees it
     * @param name what it runs
     * @param directory where results go
     * @param kept looks how many tasks are finished
     * @param units what its tasks are called
     * @param total how many tasks there are
     * @param progress shown how many are finished
     */
    Launching(
            CommandSpec spec,
            String name,
            Path directory,
            IntSupplier kept,
            String units,
            IntSupplier total,
            IntConsumer progress) {
        this.spec = spec;
        this.name = spec.name() + " " + name;
        this.directory = directory;
        this.kept = kept;
        this.units = units;
        this.total = total;
        this.progress = progress;
    }

    /**
     * Has the command run by its executor, if that runs commands.
     *
     * @param executor what the command is to be worked off by
     * @return the exit code, if all is done; else the caller goes on {@link #here}
     */
    OptionalInt by(Executor executor) {
        return launcher(executor).map(launcher -> launcher.launch(this)).orElse(OptionalInt.empty());
    }

    /** An executor that would have the command run elsewhere; empty if it works tasks off. */
    private static Optional<CommandExecutor> launcher(Executor executor) {
        return executor instanceof CommandExecutor launcher && launcher.launches()
                ? Optional.of(launcher)
                : Optional.empty();
    }

    /** Whether an executor has the command run elsewhere. */
    static boolean isElsewhere(Executor executor) {
        return launcher(executor).isPresent();
    }

    /** What works tasks off in this process, where an executor has commands run elsewhere. */
    static Executor here(Executor executor) {
        return isElsewhere(executor) ? LocalExecutor.of(0) : executor;
    }

    /** Refuses an executor that would have nothing to launch. */
    static void requireNone(Executor executor, String why) {
        if (isElsewhere(executor)) {
            throw new BadInputException("executor: " + why + ", so that commands cannot be run elsewhere; take"
                    + " --executor local, or leave the executor out");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> words() {
        return without(Set.of(EXECUTOR, SHARD));
    }

    /** The command without some options, which take a value. */
    private List<String> without(Set<String> options) {
        String home = System.getProperty("sgdyn.home");
        if (home == null) {
            throw new ExecutorException(
                    "this process does not know where the program lies, so that it cannot be run elsewhere; start it by bin/sgdyn");
        }
        List<String> words =
                new ArrayList<>(List.of(Path.of(home, "bin", "sgdyn").toString()));
        boolean skip = false;
        for (String word : spec.root().commandLine().getParseResult().originalArgs()) {
            if (word.equals("-")) {
                throw new ExecutorException("what is read from standard input cannot be run elsewhere; give a file");
            }
            boolean dropped = skip
                    || word.equals(FORCE)
                    || options.contains(word)
                    || options.stream().anyMatch(option -> word.startsWith(option + "="));
            skip = !skip && options.contains(word);
            if (!dropped) {
                words.add(word);
            }
        }
        return List.copyOf(words);
    }

    /** The executor stays, since settings may reach into it; a share is computed by threads all the same. */
    @Override
    public List<String> share(String number, int shares) {
        List<String> words = new ArrayList<>(without(Set.of(SHARD)));
        words.addAll(List.of(SHARD, number + "/" + shares));
        return List.copyOf(words);
    }

    @Override
    public Path workingDirectory() {
        return Path.of("").toAbsolutePath();
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public String units() {
        return units;
    }

    @Override
    public int total() {
        return total.getAsInt();
    }

    @Override
    public int done() {
        int done = kept.getAsInt();
        progress.accept(done);
        return done;
    }

    @Override
    public void say(String line) {
        Chatter.of(spec).println("  " + line);
        Chatter.of(spec).flush();
    }

    @Override
    public Cancellation cancellation() {
        return Cancellation.NEVER;
    }
}
