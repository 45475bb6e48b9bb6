package org.sgdyn.executors.spark;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch in a worker that lived to tell.
 *
 * @param results the results of its tasks, up to the first one with trouble
 * @param seconds how long they took
 * @param trouble what the work threw, or null
 * @param <R> a result
 */
record BatchResult<R extends Serializable>(
        List<R> results, double seconds, @Nullable Throwable trouble) implements Serializable {}
