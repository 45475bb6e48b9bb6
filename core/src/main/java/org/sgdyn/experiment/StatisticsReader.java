package org.sgdyn.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sgdyn.catalog.Catalog;
import org.sgdyn.catalog.Registration;
import org.sgdyn.dynamics.StatisticTable;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.NodeParameters;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Statistic;
import org.sgdyn.statistics.AveragedStatistic;
import org.sgdyn.statistics.Quantity;

/** Reads the statistics of an experiment, and chooses among them those that have a meaning for it. */
final class StatisticsReader {

    private static final String KEY = "statistics";

    private static final String TYPE = "type";

    /** Statistics with more columns wait to be asked for by name. */
    private static final int MOST_DEFAULT_COLUMNS = 1000;

    private final NodeParameters top;
    private final boolean asked;
    private List<Named> candidates = new ArrayList<>();

    /** A statistic with its name. */
    private record Named(String name, Object settings, Statistic statistic) {}

    private StatisticsReader(NodeParameters top) {
        this.top = top;
        asked = top.has(KEY);
    }

    /** Reads the statistics that the user asks for, or else all that there are. */
    static StatisticsReader read(NodeParameters top, Catalog catalog) {
        StatisticsReader reader = new StatisticsReader(top);
        Optional<ConfigNode> child = top.child(KEY);
        if (child.isPresent() && !(child.get() instanceof ConfigNode.Sequence)) {
            top.problem(KEY, "must be a list of names, not " + child.get().describe());
            return reader;
        }
        List<ConfigNode> items = child.map(node -> ((ConfigNode.Sequence) node).items())
                .orElseGet(() -> catalog.inOrder(Statistic.class).stream()
                        .map(name -> (ConfigNode)
                                new ConfigNode.Scalar(name, top.node().location()))
                        .toList());
        for (int k = 0; k < items.size(); k++) {
            reader.read(items.get(k), child.isPresent() ? KEY + "[" + k + "]" : KEY);
        }
        return reader;
    }

    private void read(ConfigNode item, String path) {
        ConfigNode part = item instanceof ConfigNode.Scalar name
                ? new ConfigNode.Mapping(Map.of(TYPE, name), Map.of(), item.location())
                : item;
        Map<String, Object> settings = new LinkedHashMap<>();
        top.create(part, path, Statistic.class, settings).ifPresent(statistic -> {
            String name = String.valueOf(settings.get(TYPE));
            // A bare name, unless there are parameters.
            candidates.add(new Named(name, settings.size() == 1 ? name : settings, statistic));
        });
    }

    /** All that may be computed. */
    List<Statistic> candidates() {
        return candidates.stream().map(Named::statistic).toList();
    }

    /**
     * Leaves those that wanted columns need, if they can be told: so that no modes are kept apart for others.
     *
     * @param wanted the columns
     * @param shape order parameters of as many classes and outputs
     */
    void reduceTo(Collection<String> wanted, OrderParameters shape) {
        Set<String> missing = new HashSet<>(wanted);
        missing.remove(Quantity.LEARNING_RATE.word());
        List<Named> needed = candidates.stream()
                .filter(named -> StatisticTable.applies(named.statistic(), shape)
                        && missing.removeAll(withAverages(List.of(named.statistic()), shape).stream()
                                .flatMap(statistic -> statistic.columns(shape).stream())
                                .toList()))
                .toList();
        if (missing.isEmpty()) {
            candidates = needed;
        }
    }

    /** The experiment with the statistics that have a meaning for it; of those nobody asked for, the ones that are shown by default. */
    Experiment chosen(Experiment experiment, List<OrderParameters> ofAlgorithms) {
        OrderParameters parameters = ofAlgorithms.get(0);
        List<Statistic> applicable = new ArrayList<>();
        List<Object> settings = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Named named : candidates) {
            boolean applies = ofAlgorithms.stream().allMatch(each -> StatisticTable.applies(named.statistic(), each));
            if (applies && (asked || isShownByDefault(named.statistic(), parameters))) {
                applicable.add(named.statistic());
                settings.add(named.settings());
                names.add(named.name());
            } else if (asked && !applies) {
                top.problem(KEY, "\"" + named.name() + "\" has no meaning for " + subject(named, parameters));
            }
        }
        top.stopAtProblems();
        applicable = withAverages(applicable, parameters);
        List<Column> columns = List.of();
        try {
            columns = StatisticTable.of(applicable, parameters).meanings();
        } catch (IllegalArgumentException e) {
            top.problem(KEY, e.getMessage() + "; name each statistic once");
        }
        top.stopAtProblems();
        Map<String, Object> resolved = new LinkedHashMap<>(experiment.resolved());
        resolved.put(KEY, settings);
        List<Registration<?>> parts = experiment.parts().stream()
                .filter(part -> part.kind() != Statistic.class || names.contains(part.name()))
                .toList();
        return experiment.with(applicable, columns, parts, resolved);
    }

    /** What a statistic without meaning does not fit, and what to do. */
    private String subject(Named named, OrderParameters parameters) {
        Optional<String> requirement = named.statistic().requirement();
        if (requirement.isPresent()) {
            return "these classes: it takes " + requirement.get() + "; remove it";
        }
        if (StatisticTable.applies(named.statistic(), parameters)) {
            return "the algorithms of all curves; remove it, or the curves";
        }
        String mixture = top.has(MixtureReader.KEY) ? ", on a mixture, whose full covariances have no modes" : "";
        return "this loss, its labels and its algorithm" + mixture + "; remove it";
    }

    /** The statistics, and behind them those of an average of the iterate, if one is kept. */
    private static List<Statistic> withAverages(List<Statistic> statistics, OrderParameters parameters) {
        List<Statistic> all = new ArrayList<>(statistics);
        if (parameters.average().isPresent()) {
            statistics.stream()
                    .map(AveragedStatistic::of)
                    .filter(average -> StatisticTable.applies(average, parameters))
                    .forEach(all::add);
        }
        return all;
    }

    private static boolean isShownByDefault(Statistic statistic, OrderParameters parameters) {
        return statistic.shownByDefault(parameters)
                && statistic.columns(parameters).size() <= MOST_DEFAULT_COLUMNS;
    }
}
