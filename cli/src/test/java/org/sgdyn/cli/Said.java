package org.sgdyn.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/**
 * What the program did when it was called as another program would call it.
 *
 * @param code its exit code
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
public record Said(int code, String out, String err) {

    /** Runs the program in this process. */
    public static Said sgdyn(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Sgdyn.execute(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
        return new Said(code, out.toString(), err.toString());
    }

    /** The messages on standard error, without the lines of files that they show. */
    public List<String> messages() {
        return err.lines().filter(line -> !line.matches(" +\\d* \\| .*")).toList();
    }

    /** All that it wrote. */
    String text() {
        return out + err;
    }
}
