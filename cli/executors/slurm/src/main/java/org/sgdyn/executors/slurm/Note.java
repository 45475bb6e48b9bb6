package org.sgdyn.executors.slurm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What was submitted for a command.
 *
 * @param command the line of shell of a share
 * @param arrays the arrays of jobs, in the order of their numbers; what a later one holds, an earlier one has lost
 */
record Note(String command, List<JobArray> arrays) {

    /** Puts the command on one line and copies the list. */
    Note {
        command = command.replaceAll("\\R", " ");
        arrays = List.copyOf(arrays);
    }

    /** With a further array. */
    Note with(JobArray array) {
        List<JobArray> all = new ArrayList<>(arrays);
        all.add(array);
        return new Note(command, all);
    }

    /** A first line with the command, and a line per array. */
    String text() {
        return command + "\n"
                + arrays.stream()
                        .map(array -> array.number() + " " + array.job()
                                + array.shares().stream()
                                        .map(share -> " " + share)
                                        .collect(Collectors.joining())
                                + "\n")
                        .collect(Collectors.joining());
    }

    /** Reads what {@link #text} wrote; empty if it is something else. */
    static Optional<Note> of(String text) {
        List<String> lines = text.lines().toList();
        List<JobArray> arrays = new ArrayList<>();
        try {
            for (String line : lines.subList(1, lines.size())) {
                String[] words = line.split(" ");
                List<Integer> shares =
                        Arrays.stream(words).skip(2).map(Integer::valueOf).toList();
                arrays.add(new JobArray(Integer.parseInt(words[0]), words[1], shares));
            }
            return Optional.of(new Note(lines.get(0), arrays));
        } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
            return Optional.empty();
        }
    }
}
