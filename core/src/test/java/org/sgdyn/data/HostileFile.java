package org.sgdyn.data;

import java.util.List;
import java.util.Optional;

/**
 * A file that is likely to be misread, and what is right.
 *
 * @param name what is special about it
 * @param content its bytes
 * @param labels the bytes of the labels' file, if there is one
 * @param array the array that is chosen, if any
 * @param label the column or array of labels that is chosen, if any
 * @param rows label and numbers of each sample, if it can be read
 * @param words what the message says, if it cannot
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere
record HostileFile(
        String name,
        byte[] content,
        Optional<byte[]> labels,
        Optional<String> array,
        Optional<String> label,
        List<String> rows,
        List<String> words) {

    /** A file that is refused. */
    static HostileFile refused(String name, byte[] content, String... words) {
        return new HostileFile(
                name, content, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(words));
    }

    /** A file that is read. */
    static HostileFile read(String name, byte[] content, String... rows) {
        return new HostileFile(
                name, content, Optional.empty(), Optional.empty(), Optional.empty(), List.of(rows), List.of());
    }

    HostileFile labelledBy(byte[] bytes) {
        return new HostileFile(name, content, Optional.of(bytes), array, label, rows, words);
    }

    HostileFile array(String chosen) {
        return new HostileFile(name, content, labels, Optional.of(chosen), label, rows, words);
    }

    HostileFile label(String chosen) {
        return new HostileFile(name, content, labels, array, Optional.of(chosen), rows, words);
    }

    @Override
    public String toString() {
        return name;
    }
}
