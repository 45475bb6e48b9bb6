package org.sgdyn.executors.spark;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/** Objects as bytes: Spark moves bytes, so that it need not know whose classes they are. */
final class Bytes {

    private Bytes() {}

    /**
     * Writes an object.
     *
     * @param object the object
     * @return its bytes
     * @throws IllegalStateException if it, or what it refers to, is no data
     */
    static byte[] of(Object object) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(object);
        } catch (IOException e) {
            throw new IllegalStateException("cannot be serialized: " + e.getMessage(), e);
        }
        return bytes.toByteArray();
    }

    /**
     * Reads an object.
     *
     * @param bytes what {@link #of} wrote
     * @param loader where its classes are
     * @return the object
     * @throws IllegalStateException if a class is not there, or another version
     */
    static Object read(byte[] bytes, ClassLoader loader) {
        try (ObjectInputStream stream = new LoadingStream(new ByteArrayInputStream(bytes), loader)) {
            return stream.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("cannot be read after it was serialized: " + e, e);
        }
    }

    private static final class LoadingStream extends ObjectInputStream {

        private final ClassLoader loader;

        LoadingStream(InputStream bytes, ClassLoader loader) throws IOException {
            super(bytes);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                // Primitive types have no loader.
                return super.resolveClass(description);
            }
        }
    }
}
