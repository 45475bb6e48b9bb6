package org.sgdyn.plugin;

/** Plug-ins that cannot be loaded; the message says which jar, what is wrong and what to do. */
public final class PluginException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PluginException(String message) {
        super(message);
    }

    PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
