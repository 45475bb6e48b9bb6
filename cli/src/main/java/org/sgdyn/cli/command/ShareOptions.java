package org.sgdyn.cli.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.sgdyn.cli.result.ResultDirectory;
import org.sgdyn.execution.Share;
import picocli.CommandLine.Option;

/** The option by which a process is told its share of a run. */
final class ShareOptions {

    private static final String AUTO = "auto";

    /** How many shares there are, where the scheduler does not tell. */
    static final String SHARES = "SGDYN_SHARDS";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");

    private static final List<JobArray> SCHEDULERS = List.of(
            new JobArray(
                    "SLURM_ARRAY_TASK_ID",
                    "SLURM_ARRAY_TASK_COUNT",
                    "SLURM_ARRAY_TASK_MIN",
                    "",
                    "SLURM_ARRAY_TASK_STEP"),
            new JobArray("SGE_TASK_ID", "", "SGE_TASK_FIRST", "SGE_TASK_LAST", "SGE_TASK_STEPSIZE"),
            new JobArray("LSB_JOBINDEX", "", "", "LSB_JOBINDEX_END", "LSB_JOBINDEX_STEP"),
            new JobArray("AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE", "", "", ""),
            JobArray.of("PBS_ARRAY_INDEX"),
            JobArray.of("PBS_ARRAYID"),
            JobArray.of("JOB_COMPLETION_INDEX"),
            JobArray.of("PARALLEL_SEQ"));

    @Option(
            names = "--shard",
            paramLabel = "K/N",
            description =
                    "Computes every N-th task alone, the K-th first, keeps them in DIR and ends; the same command without it takes up"
                            + " all shares. auto takes K and N from the variables of a scheduler's job array.")
    private @Nullable String shard;

    /**
     * The variables by which a scheduler tells a job of an array which one it is; empty names stand for none.
     *
     * @param number the job's number
     * @param count how many jobs there are
     * @param first the first number
     * @param last the last number
     * @param step the difference of two numbers
     */
    private record JobArray(String number, String count, String first, String last, String step) {

        static JobArray of(String number) {
            return new JobArray(number, "", "", "", "");
        }

        Share share(Map<String, String> variables) {
            int k = value(variables, number, 0);
            if (variables.containsKey(SHARES)) {
                int shares = positive(value(variables, SHARES, 0), SHARES);
                return new Share(Math.floorMod(k, shares), shares);
            }
            int by = positive(value(variables, step, 1), step);
            int from = value(variables, first, last.isEmpty() ? 0 : 1);
            int shares = last.isEmpty() ? value(variables, count, 0) : (value(variables, last, 0) - from) / by + 1;
            if (shares < 1) {
                throw new BadInputException(
                        "--shard auto: " + number + " tells which share this is, and nothing how many"
                                + " there are; set " + SHARES + ", or give --shard K/N");
            }
            if ((k - from) % by != 0 || (k - from) / by < 0 || (k - from) / by >= shares) {
                throw new BadInputException("--shard auto: " + number + " is " + k + ", which is none of " + shares
                        + " numbers from " + from + " on; give --shard K/N, or set " + SHARES);
            }
            return new Share((k - from) / by, shares);
        }

        private static int positive(int value, String name) {
            if (value < 1) {
                throw new BadInputException("--shard auto: " + name + " must be >= 1, not " + value);
            }
            return value;
        }

        private static int value(Map<String, String> variables, String name, int otherwise) {
            String text = variables.get(name);
            if (text == null) {
                return otherwise;
            }
            try {
                return Integer.parseInt(text.strip());
            } catch (NumberFormatException none) {
                throw new BadInputException("--shard auto: the variable " + name + " must be a whole number, not \""
                        + text + "\"; give --shard K/N");
            }
        }
    }

    /**
     * The share that was asked for.
     *
     * @return everything if there was none
     * @throws BadInputException if it cannot be read
     */
    Share share() {
        return shard == null ? Share.ALL : share(shard, System.getenv());
    }

    /** Whether only a share is to be computed, even if it is the only one. */
    boolean isGiven() {
        return shard != null;
    }

    /** Tells that a share is done. */
    void report(PrintWriter console, Share share, int tasks, String unit, ResultDirectory directory) {
        String what = tasks == 0
                ? "has no " + unit + "s, since there are fewer than shares"
                : tasks == 1
                        ? "its one " + unit + " is kept in " + directory.path()
                        : "its " + tasks + " " + unit + "s are kept in " + directory.path();
        console.println("  share " + share + (tasks == 0 ? " " : ": ") + what
                + "; once all shares are done, the same command without --shard writes the results");
        console.flush();
    }

    /** Tells that a share of a refined sweep has ended where others have to go on. */
    void reportRound(PrintWriter console, Share share, int kept, boolean isWhole, ResultDirectory directory) {
        console.println("  share " + share + ": " + kept + (kept == 1 ? " point is" : " points are") + " kept in "
                + directory.path() + " by now; "
                + (isWhole
                        ? "these are all, and the same command without --shard writes the results"
                        : "which points follow depends on other shares: give them, then this one again, until these are all,"
                                + " or give the command without --shard, which computes the rest"));
        console.flush();
    }

    static Share share(String text, Map<String, String> variables) {
        if (text.equals(AUTO)) {
            Optional<JobArray> scheduler = SCHEDULERS.stream()
                    .filter(each -> variables.containsKey(each.number()))
                    .findFirst();
            return scheduler
                    .orElseThrow(() -> new BadInputException("--shard auto: this is no job of an array, none of "
                            + SCHEDULERS.stream().map(JobArray::number).collect(Collectors.joining(", "))
                            + " is set; give --shard K/N"))
                    .share(variables);
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new BadInputException(
                    "--shard: must be K/N, such as 3/8 for the third of eight shares, or auto, not \"" + text + "\"");
        }
        int number = Integer.parseInt(form.group(1));
        int shares = Integer.parseInt(form.group(2));
        if (shares < 1 || number > shares) {
            throw new BadInputException("--shard " + text + ": there is no share " + number + " of " + shares
                    + "; K goes from 1 to N, or from 0 to N - 1");
        }
        return new Share(number, shares);
    }
}
