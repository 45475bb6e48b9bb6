package org.sgdyn.settings;

import java.io.Serializable;

/**
 * A place in a text that the user wrote.
 *
 * @param source the file's name, or the option that the text came from
 * @param line the line, 1-based; 0 if the source has no lines
 * @param column the column, 1-based; 0 if the source has no lines
 */
public record Location(String source, int line, int column) implements Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
