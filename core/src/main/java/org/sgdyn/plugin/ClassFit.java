package org.sgdyn.plugin;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Whether the classes of a jar fit this program, for jars that do not say what they were built against: every method of the program
 * that their constant pools name must be there (The Java Virtual Machine Specification, sec. 4.4). Otherwise it would be missed
 * when it is first called, which may be late in a long run.
 */
final class ClassFit {

    private static final String OWN = "org/sgdyn/";

    private final ClassLoader loader;

    private ClassFit(ClassLoader loader) {
        this.loader = loader;
    }

    /**
     * The first class or method that a jar expects of this program in vain.
     *
     * @param jar the jar
     * @param loader loads its classes
     * @return what is missing, in words; empty if all is there
     * @throws IOException if the jar cannot be read
     */
    static Optional<String> missing(JarFile jar, ClassLoader loader) throws IOException {
        ClassFit fit = new ClassFit(loader);
        List<JarEntry> entries =
                jar.stream().filter(entry -> entry.getName().endsWith(".class")).toList();
        for (JarEntry entry : entries) {
            byte[] bytes;
            try (var stream = jar.getInputStream(entry)) {
                bytes = stream.readAllBytes();
            }
            for (Call call : Pool.of(bytes).calls()) {
                if (!fit.has(call)) {
                    return Optional.of(call.words());
                }
            }
        }
        return Optional.empty();
    }

    /** A method that a class calls; the name is empty for a class that is only named. */
    private record Call(String owner, String name, String descriptor) {
        String words() {
            String method = name.isEmpty() ? "" : "." + name.replace("<init>", "new") + descriptor;
            return owner.replace('/', '.') + method;
        }
    }

    private boolean has(Call call) {
        Class<?> owner;
        try {
            owner = Class.forName(call.owner().replace('/', '.'), false, loader);
        } catch (ClassNotFoundException | LinkageError gone) {
            // Libraries may have reasons of their own to lack a class that nobody uses.
            return !call.owner().startsWith(OWN);
        }
        try {
            return call.name().isEmpty() || hasMethod(owner, call.name(), call.descriptor());
        } catch (LinkageError gone) {
            return !String.valueOf(gone.getMessage()).contains(OWN);
        }
    }

    private static boolean hasMethod(Class<?> owner, String name, String descriptor) {
        if (name.equals("<init>")) {
            return Stream.of(owner.getDeclaredConstructors())
                    .anyMatch(c -> descriptor(c).equals(descriptor));
        }
        if (Stream.of(owner.getDeclaredMethods())
                .anyMatch(m -> m.getName().equals(name) && descriptor(m).equals(descriptor))) {
            return true;
        }
        Class<?> above = owner.isInterface() ? Object.class : owner.getSuperclass();
        return Stream.concat(Stream.ofNullable(above), Stream.of(owner.getInterfaces()))
                .anyMatch(each -> hasMethod(each, name, descriptor));
    }

    private static String descriptor(Constructor<?> constructor) {
        return MethodType.methodType(void.class, constructor.getParameterTypes())
                .descriptorString();
    }

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .descriptorString();
    }

    /** The constant pool of a class file; entries by their index, with holes. */
    @SuppressWarnings("ArrayRecordComponent") // read once, compared nowhere
    private record Pool(Object[] entries, List<int[]> methods, List<Integer> classes) {

        private static final int MAGIC = 0xCAFEBABE;

        /** An unknown entry ends the reading: the virtual machine has more to say on such a class. */
        static Pool of(byte[] bytes) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            List<int[]> methods = new ArrayList<>();
            List<Integer> classes = new ArrayList<>();
            if (in.readInt() != MAGIC) {
                return new Pool(new Object[0], methods, classes);
            }
            in.readInt();
            Object[] entries = new Object[in.readUnsignedShort()];
            for (int k = 1; k < entries.length; k++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> entries[k] = in.readUTF();
                    case 7 -> {
                        entries[k] = in.readUnsignedShort();
                        classes.add(k);
                    }
                    case 8, 16, 19, 20 -> in.skipBytes(2);
                    case 9, 12, 17, 18 -> entries[k] = new int[] {in.readUnsignedShort(), in.readUnsignedShort()};
                    case 10, 11 -> methods.add(new int[] {in.readUnsignedShort(), in.readUnsignedShort()});
                    case 3, 4 -> in.skipBytes(4);
                    case 15 -> in.skipBytes(3);
                    case 5, 6 -> {
                        // A long or a double takes two indices.
                        in.skipBytes(8);
                        k++;
                    }
                    default -> {
                        return new Pool(entries, List.of(), List.of());
                    }
                }
            }
            return new Pool(entries, methods, classes);
        }

        List<Call> calls() {
            List<Call> calls = new ArrayList<>();
            for (int k : classes) {
                String owner = owner(k);
                if (owner.startsWith(OWN)) {
                    calls.add(new Call(owner, "", ""));
                }
            }
            for (int[] method : methods) {
                String owner = owner(method[0]);
                int[] signature = (int[]) entries[method[1]];
                // Arrays have methods of their own; those of Java are not this program's to judge.
                if (!owner.startsWith("[") && !owner.startsWith("java/")) {
                    calls.add(new Call(owner, (String) entries[signature[0]], (String) entries[signature[1]]));
                }
            }
            return calls;
        }

        private String owner(int index) {
            return (String) entries[(int) entries[index]];
        }
    }
}
