package org.sgdyn.executors.slurm;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.sgdyn.spi.Cancellation;
import org.sgdyn.spi.CommandExecutor.Command;
import org.sgdyn.spi.ExecutorException;

/** Submits the shares of one command, follows their jobs to the end, and submits again what failed. */
final class Follower {

    /** Exit codes of a share that ended well: done, and done with trouble that is told in the results. */
    private static final List<Integer> GOOD = List.of(0, 3);

    /** Shells add the number of the signal that ended a program. */
    private static final int SIGNALS = 128;

    /** Schedulers are down for minutes now and then. */
    private static final int MOST_UNANSWERED = 20;

    /** Failed shares that are told one by one. */
    private static final int MOST_TOLD = 5;

    private static final double GROWTH = 1.5;

    private final JobPlan plan;
    private final Scheduler scheduler;
    private final Command command;
    private final JobDirectory directory;
    private final String line;
    private Note note;

    /** The shares without an end, and the array that each is in; read while the program is being ended, too. */
    private final Map<Integer, JobArray> open = new ConcurrentSkipListMap<>();
    /** When a share's job was first missed. */
    private final Map<Integer, Instant> missed = new HashMap<>();
    /** What the scheduler said of the end of shares that are missed. */
    private final Map<Integer, String> ends = new HashMap<>();
    /** How often a share failed in this round. */
    private final Map<Integer, Integer> failures = new HashMap<>();
    /** Shares that are given up, with why. */
    private final Map<Integer, String> lost = new TreeMap<>();

    /** Whether the user was told that jobs run on: a signal may end both this process and the thread that follows. */
    private final AtomicBoolean isLeft = new AtomicBoolean();

    private Instant nextQuestion = Instant.MIN;
    private Duration betweenQuestions;
    private int unanswered;
    private String reason = "";

    private Follower(JobPlan plan, Command command) {
        this.plan = plan;
        this.command = command;
        scheduler = plan.scheduler();
        directory = JobDirectory.in(command.directory(), scheduler.name());
        line = JobScript.line(command, plan.tasks());
        note = directory.note().orElseGet(() -> new Note(line, List.of()));
        betweenQuestions = plan.pace().first();
    }

    static Follower of(JobPlan plan, Command command) {
        return new Follower(plan, command);
    }

    /**
     * Follows the command until all of its shares have ended well and there is nothing more that jobs could do.
     *
     * @throws CancellationException if the end is requested; the jobs run on
     * @throws ExecutorException if shares fail for good
     */
    void run() {
        Thread hook = new Thread(this::sayHowToJoin, "jobs run on");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            // Of what was done before a note was written nothing is known, so a joined round counts as progress.
            int before = join() ? -1 : command.done();
            if (before >= 0 && before < command.total()) {
                submit(all());
            }
            follow();
            int done = command.done();
            // What is computed first may show that there is more to compute.
            while (done < command.total() && done > before) {
                before = done;
                failures.clear();
                submit(all());
                follow();
                done = command.done();
            }
            directory.clean();
        } catch (CancellationException | ExecutorException end) {
            sayHowToJoin();
            if (directory.note().isEmpty()) {
                directory.clean();
            }
            throw end;
        } finally {
            remove(hook);
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The program is being ended already, and the hook has its say.
        }
    }

    private List<Integer> all() {
        return IntStream.rangeClosed(1, plan.tasks()).boxed().toList();
    }

    private List<String> jobs() {
        return open.values().stream().map(JobArray::job).distinct().toList();
    }

    private void sayHowToJoin() {
        List<String> jobs = jobs();
        if (!jobs.isEmpty() && !isLeft.getAndSet(true)) {
            command.say(arrays(jobs)
                    + (jobs.size() == 1
                            ? " runs on; the same command joins it, "
                            : " run on; the same command joins them, ")
                    + scheduler.cancelling(jobs)
                    + (jobs.size() == 1 ? " ends it" : " ends them"));
        }
    }

    private static String arrays(List<String> jobs) {
        return (jobs.size() == 1 ? "the job array " : "the job arrays ") + String.join(", ", jobs);
    }

    // --- submitting ------------------------------------------------------------------------------------------------

    /** Joins what an earlier call submitted for the same command, and submits what is missing of it; false if there is nothing. */
    private boolean join() {
        note.arrays().forEach(array -> array.shares().forEach(share -> open.put(share, array)));
        if (open.isEmpty()) {
            return false;
        }
        directory.codes(open).forEach((share, code) -> {
            if (GOOD.contains(code)) {
                open.remove(share);
            }
        });
        Set<Integer> gone = new TreeSet<>(open.keySet());
        for (JobArray array : new LinkedHashSet<>(open.values())) {
            ask(array)
                    .ifPresent(states -> array.shares().stream()
                            .filter(share -> array.equals(open.get(share)) && !states.hasShare(share))
                            .forEach(open::remove));
        }
        gone.removeAll(open.keySet());
        List<String> alive = jobs();
        if (!note.command().equals(new Note(line, List.of()).command())) {
            if (!alive.isEmpty()) {
                command.say(arrays(alive) + " of another command, or of another number of tasks, may run on; "
                        + scheduler.cancelling(alive) + " ends it");
            }
            open.clear();
            note = new Note(line, List.of());
            return false;
        }
        if (!alive.isEmpty()) {
            command.say("joins " + arrays(alive));
        }
        if (!gone.isEmpty()) {
            submit(List.copyOf(gone));
        }
        return true;
    }

    private void submit(List<Integer> shares) {
        int number = directory.nextNumber();
        Path script = directory.script(number);
        directory.write(
                script,
                JobScript.text(
                        scheduler.preamble(shares, directory.path(), number),
                        plan.setup(),
                        command.workingDirectory(),
                        line,
                        directory.exit(number)));
        String name = "sgdyn-" + command.name().replaceAll("[^A-Za-z0-9]+", "-");
        JobArray array = new JobArray(number, scheduler.submit(script, name, shares), shares);
        note = note.with(array);
        shares.forEach(share -> {
            open.put(share, array);
            missed.remove(share);
            ends.remove(share);
        });
        directory.keep(note);
        command.say("job array " + array.job() + ": "
                + (shares.size() == plan.tasks()
                        ? shares.size() + " shares"
                        : "again " + shares.size() + " of " + plan.tasks() + " shares")
                + ", logs in " + directory.path());
        betweenQuestions = plan.pace().first();
    }

    // --- following -------------------------------------------------------------------------------------------------

    private void follow() {
        Duration pause = plan.pace().first();
        while (!open.isEmpty()) {
            sleep(pause);
            pause = longer(pause, plan.pace().longest());
            command.done();
            Map<Integer, String> failed = new TreeMap<>();
            readCodes(failed);
            if (!open.isEmpty() && !Instant.now().isBefore(nextQuestion)) {
                new LinkedHashSet<>(open.values()).forEach(this::look);
                betweenQuestions = longer(betweenQuestions, plan.pace().question());
                nextQuestion = Instant.now().plus(betweenQuestions);
            }
            giveUpWaiting(failed);
            again(failed);
        }
        if (!lost.isEmpty()) {
            throw new ExecutorException(lost.size() + " of " + plan.tasks() + " shares failed for good:\n  "
                    + lost.values().stream().limit(MOST_TOLD).collect(Collectors.joining("\n  "))
                    + (lost.size() > MOST_TOLD ? "\n  and so on" : "")
                    + "\nwhat is finished is kept; the same command goes on with the rest, after a change to the executor's memory,"
                    + " time or setup if that is what they lacked");
        }
    }

    private static Duration longer(Duration pause, Duration longest) {
        Duration grown = Duration.ofMillis((long) (pause.toMillis() * GROWTH));
        return grown.compareTo(longest) < 0 ? grown : longest;
    }

    private void sleep(Duration pause) {
        Instant end = Instant.now().plus(pause);
        while (Instant.now().isBefore(end)) {
            command.cancellation().check();
            try {
                Thread.sleep(Math.min(pause.toMillis(), 100));
            } catch (InterruptedException interrupt) {
                throw Cancellation.interrupted(interrupt);
            }
        }
    }

    private void readCodes(Map<Integer, String> failed) {
        directory.codes(open).forEach((share, code) -> {
            JobArray array = open.remove(share);
            if (array != null && !GOOD.contains(code)) {
                failed.put(
                        share,
                        words(
                                share,
                                array,
                                (code > SIGNALS ? "was killed: exit code " : "ended with exit code ") + code));
            }
        });
    }

    private Optional<JobStates> ask(JobArray array) {
        Scheduler.Question question = scheduler.ask(array, directory.path());
        if (question.states().isPresent()) {
            unanswered = 0;
            return question.states();
        }
        unanswered++;
        if (unanswered == 1) {
            command.say(question.complaint() + "; asks again");
        } else if (unanswered > MOST_UNANSWERED) {
            throw new ExecutorException(question.complaint() + "; so it was " + unanswered + " times. " + arrays(jobs())
                    + " may run on: the same command joins again once the scheduler answers");
        }
        return Optional.empty();
    }

    /** Notes which shares of an array are missed by now. */
    private void look(JobArray array) {
        ask(array).ifPresent(states -> {
            for (int share : array.shares()) {
                if (!array.equals(open.get(share))) {
                    continue;
                }
                if (states.hasShare(share)) {
                    missed.remove(share);
                } else {
                    missed.putIfAbsent(share, Instant.now());
                    Optional.ofNullable(states.ends().get(share)).ifPresent(end -> ends.put(share, end));
                }
            }
            boolean isUnbegun = states.running().isEmpty()
                    && states.ends().isEmpty()
                    && !states.waiting().isEmpty();
            if (isUnbegun && !states.reason().equals(reason)) {
                reason = states.reason();
                command.say(
                        "job array " + array.job() + ": all jobs wait" + (reason.isEmpty() ? "" : " (" + reason + ")"));
            }
        });
    }

    /** Fails the shares that are missed for so long that no exit code will come. */
    private void giveUpWaiting(Map<Integer, String> failed) {
        Instant latest = Instant.now().minus(plan.pace().grace());
        Map.copyOf(open).forEach((share, array) -> {
            Instant since = missed.get(share);
            if (since == null || since.isAfter(latest)) {
                return;
            }
            String end = Optional.ofNullable(ends.get(share))
                    .or(() -> scheduler.end(array, share, directory.path()))
                    .map(state -> "was ended: " + state)
                    .orElse("is gone without an exit code: cancelled, killed, out of time or out of memory");
            failed.put(share, words(share, array, end));
            open.remove(share);
        });
    }

    private String words(int share, JobArray array, String end) {
        Path log = scheduler.log(array, share, directory.path());
        return "share " + share + " of " + plan.tasks() + " (job array " + array.job() + ") " + end + "; "
                + JobDirectory.lastLine(log).map(last -> log + " ends: " + last).orElse("it left no log " + log);
    }

    /** Submits again what failed, unless it did so too often. */
    private void again(Map<Integer, String> failed) {
        if (failed.isEmpty()) {
            return;
        }
        failed.values().stream().limit(MOST_TOLD).forEach(command::say);
        if (failed.size() > MOST_TOLD) {
            command.say("and so did " + (failed.size() - MOST_TOLD) + " more");
        }
        List<Integer> again = new ArrayList<>();
        failed.forEach((share, why) -> {
            if (failures.merge(share, 1, Integer::sum) <= plan.resubmissions()) {
                again.add(share);
            } else {
                lost.put(share, why);
            }
        });
        if (!again.isEmpty()) {
            submit(again);
        }
    }
}
