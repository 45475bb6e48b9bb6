package org.sgdyn.cli.result;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What tells this process apart from others that write to the same files, on this machine or another. */
final class ThisProcess {

    private ThisProcess() {}

    /** The machine's name, fit for one of a file. */
    static String host() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("[^A-Za-z0-9.]", "_");
        } catch (UnknownHostException nameless) {
            return "host";
        }
    }

    /** Machine and number, fit for the name of a file. */
    static String name() {
        return host() + "-" + ProcessHandle.current().pid();
    }
}
