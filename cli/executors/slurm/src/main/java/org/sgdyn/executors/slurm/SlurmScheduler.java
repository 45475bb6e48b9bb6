package org.sgdyn.executors.slurm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.sgdyn.spi.ExecutorException;

/**
 * Slurm: the number of a job in its array is that of its share.
 *
 * @param partition where jobs go; empty for the site's default
 * @param time the limit of each job's time, as sbatch takes it; empty for the default
 * @param memory the memory of each job, as sbatch takes it; empty for the default
 * @param account who is charged; empty for the default
 * @param arguments further arguments of sbatch, as a shell reads them
 * @param shell runs Slurm's commands
 */
record SlurmScheduler(String partition, String time, String memory, String account, String arguments, Shell shell)
        implements Scheduler {

    /** States without a return; in all others the job is there, or will be again. */
    private static final Set<String> OVER = Set.of(
            "BOOT_FAIL",
            "CANCELLED",
            "COMPLETED",
            "DEADLINE",
            "FAILED",
            "NODE_FAIL",
            "OUT_OF_MEMORY",
            "PREEMPTED",
            "REVOKED",
            "TIMEOUT");

    private static final Set<String> WAITING = Set.of(
            "PENDING", "REQUEUED", "REQUEUE_HOLD", "REQUEUE_FED", "RESV_DEL_HOLD", "SPECIAL_EXIT", "CONFIGURING");

    /** What sbatch's complaints speak of, and the parameter to look at; the first that fits. */
    private static final List<Map.Entry<String, String>> ADVICE = List.of(
            Map.entry("account", "account"),
            Map.entry("partition", "partition"),
            Map.entry("array", "tasks: the site allows fewer jobs in an array"),
            Map.entry("time limit", "time"),
            Map.entry("--time", "time"),
            Map.entry("memory", "memory"),
            Map.entry("--mem", "memory"),
            Map.entry("option", "arguments"));

    private static final Pattern JOB = Pattern.compile("\\d+");

    private static final String NO_SUCH_JOB = "invalid job id";

    @Override
    public String name() {
        return "slurm";
    }

    @Override
    public String preamble(List<Integer> shares, Path directory, int number) {
        return """
                share=$SLURM_ARRAY_TASK_ID
                cpus=$SLURM_CPUS_ON_NODE
                megabytes=$SLURM_MEM_PER_NODE
                """;
    }

    @Override
    public String submit(Path script, String name, List<Integer> shares) {
        Path directory = script.resolveSibling("");
        List<String> words = new ArrayList<>(List.of(
                "sbatch",
                "--parsable",
                "--array=" + ranges(shares),
                Shell.quoted("--job-name=" + name),
                Shell.quoted("--output=" + directory.resolve("%A_%a.log")),
                "--open-mode=append"));
        option(words, "partition", partition);
        option(words, "time", time);
        option(words, "mem", memory);
        option(words, "account", account);
        words.add(arguments.replace('\n', ' '));
        words.add(Shell.quoted(script.toString()));
        Shell.Answer answer = shell.run(String.join(" ", words), directory);
        requireKnown("sbatch", answer);
        if (!answer.isGood()) {
            throw new ExecutorException(
                    "sbatch refused the jobs: " + answer.complaint() + "; see " + advice(answer.complaint()));
        }
        // With several clusters it is JOB;CLUSTER.
        String job =
                answer.output().lines().reduce((first, last) -> last).orElse("").replaceFirst(";.*", "");
        if (!JOB.matcher(job).matches()) {
            throw new ExecutorException("sbatch named no job, but said: " + answer.complaint()
                    + "; see whether the executor's arguments change what it says");
        }
        return job;
    }

    private static void option(List<String> words, String name, String value) {
        if (!value.isEmpty()) {
            words.add(Shell.quoted("--" + name + "=" + value));
        }
    }

    /** Such as 1-5,7. */
    static String ranges(List<Integer> shares) {
        List<String> ranges = new ArrayList<>();
        int first = 0;
        for (int i = 1; i <= shares.size(); i++) {
            if (i == shares.size() || shares.get(i) != shares.get(i - 1) + 1) {
                int low = shares.get(first);
                int high = shares.get(i - 1);
                ranges.add(low == high ? "" + low : low + "-" + high);
                first = i;
            }
        }
        return String.join(",", ranges);
    }

    private static String advice(String complaint) {
        String words = complaint.toLowerCase(Locale.ROOT);
        return ADVICE.stream()
                .filter(each -> words.contains(each.getKey()))
                .map(each -> "the executor's " + each.getValue())
                .findFirst()
                .orElse("the executor's partition, account, time, memory and arguments");
    }

    private static void requireKnown(String command, Shell.Answer answer) {
        if (answer.isUnknownCommand()) {
            throw new ExecutorException("there is no " + command + " here (" + answer.complaint()
                    + "); give the command on a machine of the cluster that submits jobs, or take --executor local");
        }
    }

    /** Ended jobs are asked for, too: Slurm keeps them for minutes, with the reason of their end. */
    @Override
    public Question ask(JobArray array, Path scratch) {
        Shell.Answer answer = shell.run("squeue -h -r -t all -o '%K %T %r' -j " + array.job(), scratch);
        requireKnown("squeue", answer);
        if (!answer.isGood()) {
            return answer.complaint().toLowerCase(Locale.ROOT).contains(NO_SUCH_JOB)
                    ? Question.answered(JobStates.GONE)
                    : Question.unanswered("squeue: " + answer.complaint());
        }
        Set<Integer> running = new HashSet<>();
        Set<Integer> waiting = new HashSet<>();
        Map<Integer, String> ends = new HashMap<>();
        String reason = "";
        for (String line : answer.output().lines().toList()) {
            String[] words = line.strip().split("\\s+", 3);
            if (words.length < 2 || !JOB.matcher(words[0]).matches()) {
                continue;
            }
            int share = Integer.parseInt(words[0]);
            if (OVER.contains(words[1])) {
                ends.put(share, words[1]);
            } else if (WAITING.contains(words[1])) {
                waiting.add(share);
                reason = words.length > 2 ? words[2] : reason;
            } else {
                running.add(share);
            }
        }
        return Question.answered(new JobStates(running, waiting, reason, ends));
    }

    /** Of the accounts, where a site keeps them. */
    @Override
    public Optional<String> end(JobArray array, int share, Path scratch) {
        Shell.Answer answer = shell.run("sacct -n -X -P -o State -j " + array.job() + "_" + share, scratch);
        return answer.isGood() ? answer.output().lines().map(String::strip).findFirst() : Optional.empty();
    }

    @Override
    public Path log(JobArray array, int share, Path directory) {
        return directory.resolve(array.job() + "_" + share + ".log");
    }

    @Override
    public String cancelling(List<String> jobs) {
        return jobs.stream().collect(Collectors.joining(" ", "scancel ", ""));
    }
}
