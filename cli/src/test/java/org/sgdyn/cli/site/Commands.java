package org.sgdyn.cli.site;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.sgdyn.cli.Sgdyn;

/** Commands of the program, run in this process. */
final class Commands {

    private Commands() {}

    /**
     * Runs a command.
     *
     * @param arguments the command line
     * @return what it says
     * @throws IllegalStateException with what it says if the exit code is not 0
     */
    static String run(String... arguments) {
        StringWriter said = new StringWriter();
        StringWriter trouble = new StringWriter();
        int code = Sgdyn.execute(new PrintWriter(said), new PrintWriter(trouble), arguments);
        if (code != 0) {
            throw new IllegalStateException(
                    String.join(" ", arguments) + ": exit code " + code + "\n" + said + trouble);
        }
        return said.toString();
    }
}
