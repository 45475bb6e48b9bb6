package org.sgdyn.cli.command;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/** The user's browser. */
final class Browser {

    private Browser() {}

    /** Opens a page, if the system knows how; who sees none has its address. */
    static void open(URI page) {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        List<String> command = system.startsWith("windows")
                ? List.of("rundll32", "url.dll,FileProtocolHandler", page.toString())
                : List.of(system.contains("mac") ? "open" : "xdg-open", page.toString());
        try {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException none) {
            // The address is printed in any case.
        }
    }
}
