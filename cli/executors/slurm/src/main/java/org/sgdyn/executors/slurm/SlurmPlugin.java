package org.sgdyn.executors.slurm;

import java.time.Duration;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.sgdyn.plugin.PluginModule;
import org.sgdyn.spi.Description;
import org.sgdyn.spi.Parameters;
import org.sgdyn.spi.Range;

/** The executors that run commands as arrays of batch jobs. */
public final class SlurmPlugin extends PluginModule {

    private static final Range TASKS = Range.closed(1, 100_000);

    private static final Range RESUBMISSIONS = Range.closed(0, 100);

    private static final int USUAL_RESUBMISSIONS = 2;

    /** What does not answer may be back soon. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_]\\w*");

    /** For the service loader. */
    public SlurmPlugin() {}

    @Override
    protected void configure() {
        executor(
                "slurm",
                SlurmPlugin::slurm,
                common(Description.of("an array of Slurm jobs, each with a share of the command"))
                        .parameter("partition", "where jobs go; by default where the site sends them")
                        .parameter("time", "the limit of each job's time, such as 2:00:00 or \"30\" for minutes")
                        .parameter("memory", "the memory of each job, such as 4G; three quarters of it are Java's")
                        .parameter("account", "who is charged")
                        .parameter("arguments", "further arguments of sbatch, such as --cpus-per-task=4 --qos=long")
                        .example("{type: slurm, tasks: 8, partition: short, time: \"2:00:00\", memory: 4G}"));
        executor(
                "batch",
                SlurmPlugin::batch,
                common(Description.of("an array of jobs of another scheduler, such as PBS or Grid Engine"))
                        .parameter(
                                "submit",
                                "the line that submits an array: {tasks} stands for its size, counted from 1, {name} for its name,"
                                        + " {logs} for a directory, {script} for what each job runs")
                        .parameter("index", "the variable that holds a job's number in its array")
                        .parameter(
                                "status",
                                "a line that prints something while the array {job} is there; without it, killed jobs"
                                        + " are waited for")
                        .parameter("cancel", "a line that ends the array {job}, to be told to the user")
                        .parameter(
                                "job",
                                "a regular expression for the array's name in what submit says; a group in it, if any")
                        .example(
                                "{type: batch, tasks: 8, submit: \"qsub -V -J 1-{tasks} -N {name} -j oe -o {logs} {script}\","
                                        + " index: PBS_ARRAY_INDEX, status: \"qstat {job}[]\", cancel: \"qdel {job}[]\"}"));
    }

    private static Description common(Description description) {
        return description
                .parameter("tasks", "how many jobs, each with a share of its own")
                .parameter("setup", "lines of shell before the command in each job, such as module load java/17")
                .parameter("resubmissions", "how often a share that failed is submitted again");
    }

    private static ArrayExecutor slurm(Parameters parameters) {
        int tasks = parameters.integer("tasks", TASKS);
        SlurmScheduler scheduler = new SlurmScheduler(
                parameters.text("partition", ""),
                parameters.text("time", ""),
                parameters.text("memory", ""),
                parameters.text("account", ""),
                parameters.text("arguments", ""),
                Shell.USUAL);
        return executor(scheduler, tasks, parameters, Pace.USUAL);
    }

    private static ArrayExecutor batch(Parameters parameters) {
        int tasks = parameters.integer("tasks", TASKS);
        String submit = parameters.text("submit");
        String index = parameters.text("index");
        String status = parameters.text("status", "");
        String cancel = parameters.text("cancel", "");
        String job = parameters.text("job", "\\d+");
        TemplateScheduler scheduler = new TemplateScheduler(submit, index, status, cancel, pattern(job), Shell.USUAL);
        ArrayExecutor executor = executor(scheduler, tasks, parameters, Pace.USUAL.withGrace(GRACE));
        if (!submit.contains(TemplateScheduler.SCRIPT)) {
            throw new IllegalArgumentException(
                    "submit must hold " + TemplateScheduler.SCRIPT + ", the file that each job runs: " + submit);
        }
        if (!VARIABLE.matcher(index).matches()) {
            throw new IllegalArgumentException(
                    "index must be the name of a variable, such as PBS_ARRAY_INDEX, not " + index);
        }
        return executor;
    }

    private static ArrayExecutor executor(Scheduler scheduler, int tasks, Parameters parameters, Pace pace) {
        String setup = parameters.text("setup", "");
        return new ArrayExecutor(new JobPlan(
                scheduler,
                tasks,
                setup,
                parameters.integer("resubmissions", RESUBMISSIONS, USUAL_RESUBMISSIONS),
                pace));
    }

    private static Pattern pattern(String job) {
        try {
            return Pattern.compile(job);
        } catch (PatternSyntaxException broken) {
            throw new IllegalArgumentException(
                    "job must be a regular expression, not " + job + ": " + broken.getDescription(), broken);
        }
    }
}
