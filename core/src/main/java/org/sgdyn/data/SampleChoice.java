package org.sgdyn.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a file of samples leaves open.
 *
 * @param array the array of an archive that holds the samples
 * @param label the column of a table, by name, number from 1 or the word last, or the array of an archive, that holds the labels
 * @param labels a file that holds the labels
 */
public record SampleChoice(Optional<String> array, Optional<String> label, Optional<Path> labels) {

    /**
     * What is usual.
     *
     * @return nothing chosen
     */
    public static SampleChoice usual() {
        return new SampleChoice(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
