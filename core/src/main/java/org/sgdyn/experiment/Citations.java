package org.sgdyn.experiment;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.sgdyn.catalog.PartKind;
import org.sgdyn.spi.Reference;

/** What to cite for an experiment: the theory, and the sources of every part that it is made of. */
public final class Citations {

    private Citations() {}

    /**
     * The sources of an experiment.
     *
     * @param experiment the experiment
     * @return the theory first, then the parts' sources, kind by kind, each once
     */
    public static List<Reference> of(Experiment experiment) {
        Map<String, Reference> found = new LinkedHashMap<>();
        Stream<Reference> sources = experiment.parts().stream()
                .sorted(Comparator.comparing(part -> PartKind.of(part.kind())))
                .flatMap(part -> part.description().references().stream());
        Stream.concat(Stream.of(Reference.THEORY), sources).forEach(source -> found.putIfAbsent(source.key(), source));
        return List.copyOf(found.values());
    }
}
