package org.sgdyn.executors.slurm;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sgdyn.spi.ExecutorException;

/**
 * A scheduler that is reached by lines of shell with places to fill in: {@code {tasks}}, {@code {name}}, {@code {script}}, {@code
 * {logs}} where jobs are submitted, {@code {job}} elsewhere. Its arrays count from 1 without gaps, so that a job looks up its share.
 *
 * @param submit submits an array
 * @param index the variable that holds a job's number in its array
 * @param status succeeds, and says something, as long as an array is there; empty if there is no such line
 * @param cancel ends an array, for the user to type; empty if unknown
 * @param job finds the name of an array in what {@code submit} says: its first group, or all of it
 * @param shell runs the lines
 */
record TemplateScheduler(String submit, String index, String status, String cancel, Pattern job, Shell shell)
        implements Scheduler {

    static final String SCRIPT = "{script}";

    private static final String JOB = "{job}";

    /** PBS refuses arrays of one job. */
    private static final int FEWEST = 2;

    /** Older PBS refuses longer names. */
    private static final int LONGEST_NAME = 15;

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public String preamble(List<Integer> shares, Path directory, int number) {
        String numbers = shares.stream().map(String::valueOf).collect(Collectors.joining(" "));
        return """
                case $%1$s in
                    '' | *[!0-9]*)
                        echo "sgdyn: the variable %1$s holds no number; see the executor's index" >&2
                        exit 2
                        ;;
                esac
                set -- %2$s
                [ "$%1$s" -le $# ] || exit 0
                shift $(($%1$s - 1))
                share=$1
                exec >>%3$s"$share".log 2>&1
                cpus=${NSLOTS:-${NCPUS:-$PBS_NUM_PPN}}
                megabytes=
                """.formatted(
                index, numbers, Shell.quoted(directory.resolve(number + "_").toString()));
    }

    @Override
    public String submit(Path script, String name, List<Integer> shares) {
        Path directory = script.resolveSibling("");
        String line = filled(
                submit,
                Map.of(
                        "{tasks}",
                        "" + Math.max(FEWEST, shares.size()),
                        "{name}",
                        name.substring(0, Math.min(name.length(), LONGEST_NAME)),
                        "{logs}",
                        directory.toString(),
                        SCRIPT,
                        script.toString()));
        Shell.Answer answer = shell.run(line, directory);
        if (!answer.isGood()) {
            throw new ExecutorException(
                    "the jobs were refused: " + answer.complaint() + "; the executor's submit reads here: " + line);
        }
        Matcher found = job.matcher(answer.output());
        if (!found.find()) {
            throw new ExecutorException(
                    "nothing in what the executor's submit said matches its job, " + job + ": " + answer.complaint());
        }
        return found.groupCount() > 0 ? found.group(1) : found.group();
    }

    private static String filled(String line, Map<String, String> values) {
        String text = line.replace('\n', ' ');
        for (Map.Entry<String, String> each : values.entrySet()) {
            text = text.replace(each.getKey(), Shell.quoted(each.getValue()));
        }
        return text;
    }

    @Override
    public Question ask(JobArray array, Path scratch) {
        JobStates there = new JobStates(Set.copyOf(array.shares()), Set.of(), "", Map.of());
        if (status.isEmpty()) {
            return Question.answered(there);
        }
        Shell.Answer answer = shell.run(filled(status, Map.of(JOB, array.job())), scratch);
        if (answer.isUnknownCommand()) {
            throw new ExecutorException("the executor's status cannot be run: " + answer.complaint());
        }
        return Question.answered(answer.isGood() && !answer.output().isEmpty() ? there : JobStates.GONE);
    }

    @Override
    public Optional<String> end(JobArray array, int share, Path scratch) {
        return Optional.empty();
    }

    @Override
    public Path log(JobArray array, int share, Path directory) {
        return directory.resolve(array.number() + "_" + share + ".log");
    }

    @Override
    public String cancelling(List<String> jobs) {
        return cancel.isEmpty()
                ? "your scheduler's own command"
                : jobs.stream().map(each -> filled(cancel, Map.of(JOB, each))).collect(Collectors.joining("; "));
    }
}
