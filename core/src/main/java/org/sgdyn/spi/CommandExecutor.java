package org.sgdyn.spi;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * An executor that has commands run elsewhere: shares of the present command as jobs of a scheduler, which all keep what they
 * finish in the directory of results, or the whole command under another launcher.
 *
 * @since 0.2
 */
public interface CommandExecutor extends Executor {

    /**
     * Whether the present command is to be launched, rather than its tasks executed in this process.
     *
     * @return false where {@link #execute} does it, as in a process that was launched
     */
    boolean launches();

    /**
     * Has the command run, and follows it to its end. Asked to end, or interrupted, it leaves behind what runs by itself, and says
     * how to join again; called again for the same command, it joins.
     *
     * @param command the command
     * @return the exit code, if it was run as a whole; empty if shares of it were, so that the caller takes up what they kept,
     *     computes what is missing and writes the results
     * @throws java.util.concurrent.CancellationException if the end is requested, or the thread is interrupted
     * @throws ExecutorException if this machine or its settings do not allow it, or if shares failed for good
     */
    OptionalInt launch(Command command);

    /** The present command, as it may be run elsewhere. */
    interface Command {

        /**
         * What is run, in a few words fit for the name of a job.
         *
         * @return such as {@code sweep phase-power-law}
         */
        String name();

        /**
         * The command as a whole, without its executor: the program's file, and each argument as one text.
         *
         * @return a list to be run in {@link #workingDirectory}
         */
        List<String> words();

        /**
         * The command of one share. It computes what it has to, keeps it in the directory of results and ends; a share whose
         * number is its twin's modulo the number of shares is the same one, so that numbers may begin with 0 or with 1.
         *
         * @param number the share's number, or a text that a shell turns into it
         * @param shares how many there are
         * @return a list like that of the whole command
         */
        List<String> share(String number, int shares);

        /**
         * Where the command was given.
         *
         * @return an absolute path
         */
        Path workingDirectory();

        /**
         * Where results go and finished tasks are kept; other processes must see the same files there.
         *
         * @return an absolute path, which exists; a hidden subdirectory of it may hold notes and logs until {@link #launch}
         *     is done
         */
        Path directory();

        /**
         * What its tasks are called.
         *
         * @return such as {@code points}
         */
        String units();

        /**
         * How many tasks there are, as far as is known yet.
         *
         * @return at least {@link #done}
         */
        int total();

        /**
         * How many of them are finished and kept; looks into the directory anew, and shows the progress to the user.
         *
         * @return from 0 to {@link #total}
         */
        int done();

        /**
         * Tells the user something.
         *
         * @param line a sentence, without the program's name
         */
        void say(String line);

        /**
         * Whether to end.
         *
         * @return asked now and then
         */
        Cancellation cancellation();
    }
}
