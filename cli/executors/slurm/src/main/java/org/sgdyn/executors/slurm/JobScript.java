package org.sgdyn.executors.slurm;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.sgdyn.spi.CommandExecutor.Command;

/** What a job runs. */
final class JobScript {

    /** Stands for a share's number in words that are yet to be quoted. */
    private static final String SHARE = "${share}";

    private JobScript() {}

    /** The line of shell of a share, whose number the variable {@code share} holds. */
    static String line(Command command, int tasks) {
        return command.share(SHARE, tasks).stream().map(JobScript::quoted).collect(Collectors.joining(" "));
    }

    /** The word for the shell, in which the share's number alone is filled in. */
    private static String quoted(String word) {
        return Arrays.stream(word.split("((?<=\\$\\{share})|(?=\\$\\{share}))"))
                .map(piece -> piece.equals(SHARE) ? "\"" + SHARE + "\"" : Shell.quoted(piece))
                .collect(Collectors.joining());
    }

    /**
     * The script: it computes a share and leaves the exit code in a file. Java is told of the processors and the memory of the job,
     * since it takes those of the whole node otherwise; what the user says in SGDYN_JAVA_OPTS comes after that, and counts.
     *
     * @param preamble the scheduler's lines
     * @param setup the user's lines
     * @param directory where the command was given
     * @param line the command of a share
     * @param exit the beginning of the name of the file with the exit code
     */
    static String text(String preamble, String setup, Path directory, String line, Path exit) {
        return """
                #!/bin/sh
                %1$sended() {
                    printf '%%s\\n' "$1" >%5$s"$share".part && mv %5$s"$share".part %5$s"$share"
                }
                trap 'ended $?' EXIT
                %2$s
                if [ "${megabytes:-0}" -gt 0 ]; then
                    SGDYN_JAVA_OPTS="-Xmx$((megabytes * 3 / 4))m $SGDYN_JAVA_OPTS"
                fi
                if [ "${cpus:-0}" -gt 0 ]; then
                    SGDYN_JAVA_OPTS="-XX:ActiveProcessorCount=$cpus $SGDYN_JAVA_OPTS"
                fi
                export SGDYN_JAVA_OPTS
                cd %3$s && %4$s
                """.formatted(
                preamble, setup.strip(), Shell.quoted(directory.toString()), line, Shell.quoted(exit.toString()));
    }
}
