package org.sgdyn.cli.command;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.PartKind;

/** Names that a shell completes. They are asked for only when the completion script is written, which then
 * holds them under the label of the option or parameter: two of one command need labels of their own. */
final class Candidates {

    private Candidates() {}

    /** The parts that are known beside the program; loaded once for the many options that name them. */
    private static final class Known {
        static final Catalog CATALOG = PluginOptions.loadDefault().catalog();
    }

    private static Iterator<String> parts(PartKind... kinds) {
        return Arrays.stream(kinds)
                .flatMap(kind -> Known.CATALOG.inOrder(kind.type()).stream())
                .distinct()
                .iterator();
    }

    /** Bundled experiments, and the word for all of the paper. */
    static final class Experiments implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Stream.concat(
                            Stream.of(BundledExperiments.PAPER, BundledExperiments.FIRST_FIGURE),
                            BundledExperiments.names().stream())
                    .iterator();
        }
    }

    /** Bundled sweeps. */
    static final class Sweeps implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return BundledSweeps.names().iterator();
        }
    }

    /** Bundled experiments and sweeps. */
    static final class Sources implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return files().iterator();
        }
    }

    /** Bundled experiments and sweeps. */
    static List<String> files() {
        return Stream.of(BundledExperiments.names(), BundledSweeps.names())
                .flatMap(List::stream)
                .toList();
    }

    /** Parts of all kinds. */
    static final class Parts implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return parts(PartKind.values());
        }
    }

    /** Losses. */
    static final class Losses implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return parts(PartKind.LOSS);
        }
    }

    /** Integrators. */
    static final class Integrators implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return parts(PartKind.INTEGRATOR);
        }
    }

    /** Executors. */
    static final class Executors implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return parts(PartKind.EXECUTOR);
        }
    }
}
