package org.sgdyn.cli.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Finished parts of a run by their keys in a {@link RecordStore}, those of other processes among them. Thread-safe.
 *
 * @param <K> what tells parts apart
 * @param <V> a part
 */
abstract class RecordMap<K, V> implements AutoCloseable {

    private static final long NANOS_BETWEEN_LOOKS = TimeUnit.SECONDS.toNanos(1);

    private final Map<K, V> kept = new HashMap<>();
    private final RecordStore records;
    private long looked = System.nanoTime();

    RecordMap(Path directory, byte[] fingerprint, boolean replacing) throws IOException {
        records = RecordStore.open(directory, fingerprint, replacing, this::read);
    }

    /** Reads a record into a key and a part. */
    abstract Map.Entry<K, V> decode(byte[] content) throws IOException;

    /** Writes a key and a part as a record. */
    abstract byte[] encode(K key, V value) throws IOException;

    /** What a part is, in the singular, with its article. */
    abstract String noun();

    /** The same part by two processes has the same bits; the first one that was read stays. */
    private void read(byte[] content) throws IOException {
        Map.Entry<K, V> record = decode(content);
        kept.putIfAbsent(record.getKey(), record.getValue());
    }

    /**
     * The number of finished parts that are kept.
     *
     * @return the number, of all processes as far as is known
     */
    public final synchronized int size() {
        return kept.size();
    }

    /** Reads what other processes have kept since. */
    private void refresh() {
        looked = System.nanoTime();
        try {
            records.refresh();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The number of finished parts, of all processes as they have kept them by now.
     *
     * @return the number
     */
    public final synchronized int refreshed() {
        refresh();
        return kept.size();
    }

    final synchronized Optional<V> find(K key) {
        V known = kept.get(key);
        if (known == null && System.nanoTime() - looked > NANOS_BETWEEN_LOOKS) {
            refresh();
            requireOwn();
            known = kept.get(key);
        }
        return Optional.ofNullable(known);
    }

    final synchronized void keep(K key, V value) {
        try {
            records.append(encode(key, value));
            kept.put(key, value);
        } catch (IOException e) {
            throw records.notKept(noun(), e);
        }
    }

    /**
     * Makes sure that the run is still this process' to finish.
     *
     * @throws TakenOverException if another process has finished it, or given it up
     */
    public final void requireOwn() {
        if (records.isGone()) {
            throw new TakenOverException();
        }
    }

    /** Whether the parts, or some of them, are those of a finished run that computed the same. */
    public final boolean isFinishedBefore() {
        return records.isFinishedBefore();
    }

    /**
     * Keeps the parts for the next run that computes the same: this one is finished and its results are written.
     *
     * @throws IOException if they cannot be written
     */
    public final synchronized void finish() throws IOException {
        List<byte[]> all = new ArrayList<>();
        for (Map.Entry<K, V> part : kept.entrySet()) {
            all.add(encode(part.getKey(), part.getValue()));
        }
        // In the order of their keys, whoever finished first.
        all.sort(Arrays::compareUnsigned);
        records.finish(all);
    }

    /**
     * Removes the records of all processes: the run is finished and its results are written.
     *
     * @throws IOException if they cannot be removed
     */
    public final void discard() throws IOException {
        records.discard();
    }

    @Override
    public final void close() throws IOException {
        records.close();
    }
}
