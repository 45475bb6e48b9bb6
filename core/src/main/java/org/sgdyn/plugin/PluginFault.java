package org.sgdyn.plugin;

import java.util.Optional;
import java.util.stream.Stream;
import org.sgdyn.catalog.Origin;

/** Faults of plug-ins at run time, in words. */
public final class PluginFault {

    private PluginFault() {}

    /**
     * What is wrong, if a plug-in is to blame: code from a plug-in directory failed, or, wherever it comes from, does not fit the
     * classes around it.
     *
     * @param trouble what was thrown; its causes are looked at too
     * @return a sentence that names the jar, the place and what to do; empty if the fault is this program's own
     */
    public static Optional<String> of(Throwable trouble) {
        return Stream.iterate(trouble, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> words(cause).stream())
                .findFirst();
    }

    private static Optional<String> words(Throwable trouble) {
        boolean linkage = trouble instanceof LinkageError;
        return Stream.of(trouble.getStackTrace())
                .filter(linkage ? PluginFault::isNotJava : Origin::isPlugin)
                .findFirst()
                .map(frame -> (linkage ? misfit(frame, trouble) : failure(frame, trouble)));
    }

    private static boolean isNotJava(StackTraceElement frame) {
        // The virtual machine itself loads classes through code that is named like this.
        return frame.getModuleName() == null || !frame.getModuleName().startsWith("java.");
    }

    private static String failure(StackTraceElement frame, Throwable trouble) {
        return "a plug-in fails: " + place(frame) + ": " + trouble + "; report that to its author";
    }

    private static String misfit(StackTraceElement frame, Throwable trouble) {
        return place(frame) + ": " + linkage(trouble);
    }

    /**
     * What is wrong with code that does not fit the classes around it.
     *
     * @param trouble the error
     * @return the error and what to do
     */
    static String linkage(Throwable trouble) {
        String name = String.valueOf(trouble.getMessage()).replace('/', '.');
        if (trouble instanceof ExceptionInInitializerError) {
            return "a class cannot be initialised: " + trouble.getCause() + "; report that to its author";
        }
        if (trouble instanceof NoClassDefFoundError && !name.startsWith("org.sgdyn.")) {
            return "its class " + name + " is missing or broken ("
                    + trouble.getClass().getSimpleName() + "); rebuild the jar with all that it needs, or remove it";
        }
        return "it does not fit this version of Java or sgdyn, or lacks a library: " + trouble
                + "; rebuild the jar against this version, or remove it";
    }

    private static String place(StackTraceElement frame) {
        return Origin.jar(frame) + ", at " + frame.getClassName() + "." + frame.getMethodName() + ":"
                + frame.getLineNumber();
    }
}
