package org.sgdyn.executors.slurm;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.sgdyn.spi.ExecutorException;

/** A scheduler of batch jobs, as far as it differs from others. */
interface Scheduler {

    /** The name of its executor. */
    String name();

    /**
     * Lines of shell by which a job begins. They set three variables: the number of its share, and the processors (cpus) and the
     * memory (megabytes) that it has of its node, if the scheduler says.
     *
     * @param shares the shares of the array
     * @param directory where logs go
     * @param number the number of the array
     */
    String preamble(List<Integer> shares, Path directory, int number);

    /**
     * Submits an array of jobs.
     *
     * @param script what each job runs
     * @param name what the array is to be called
     * @param shares its shares
     * @return how the scheduler calls it
     * @throws ExecutorException if it is refused
     */
    String submit(Path script, String name, List<Integer> shares);

    /**
     * Asks what has become of an array.
     *
     * @param scratch a directory for what is said
     * @throws ExecutorException if there is nobody to ask
     */
    Question ask(JobArray array, Path scratch);

    /** Why a share's job ended, once it has gone without a word; empty if nobody knows. */
    Optional<String> end(JobArray array, int share, Path scratch);

    /** The log of a share's job. */
    Path log(JobArray array, int share, Path directory);

    /** How the user ends arrays. */
    String cancelling(List<String> jobs);

    /**
     * The answer to a question.
     *
     * @param states what is known; empty if the scheduler did not say
     * @param complaint what it said instead
     */
    record Question(Optional<JobStates> states, String complaint) {

        static Question answered(JobStates states) {
            return new Question(Optional.of(states), "");
        }

        static Question unanswered(String complaint) {
            return new Question(Optional.empty(), complaint);
        }
    }
}
