package org.sgdyn.cli.explore;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.sgdyn.cli.plot.MapScale;
import org.sgdyn.cli.report.PageParts;
import org.sgdyn.settings.EnumWords;
import org.sgdyn.sweep.MeasureKind;

/** The page, which asks the server that it came from and nobody else. */
final class ExplorePage {

    private static final String DIRECTORY = "/org/sgdyn/cli/explore/";

    /** In the order in which they run: each uses at once what is before it, and what is after it only once the page is there. */
    private static final List<String> SCRIPTS = List.of(
            "hub",
            "text",
            "asking",
            "pins",
            "figure",
            "rest",
            "late",
            "curves",
            "moment",
            "densities",
            "energy",
            "blocks",
            "form",
            "classes",
            "critical",
            "mapwork",
            "mapview",
            "mapform",
            "simulate",
            "keeping",
            "waiting",
            "said",
            "explore");

    /** More cannot be told apart. */
    private static final int COLOURS = 128;

    private ExplorePage() {}

    /**
     * The page.
     *
     * @param presets the experiments to choose from; it begins with the first
     * @return HTML
     */
    static String html(List<Preset> presets) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put(
                "presets",
                presets.stream()
                        .map(preset -> Map.of("name", preset.name(), "text", preset.text(), "map", preset.map()))
                        .toList());
        data.put(
                "measures",
                Arrays.stream(MeasureKind.values())
                        .map(kind -> Map.of("type", EnumWords.of(kind), "hasLevel", kind.needsLevel()))
                        .toList());
        data.put(
                "colours",
                Map.of("plain", MapScale.colours(false, COLOURS), "signed", MapScale.colours(true, COLOURS)));
        return PageParts.filled(
                PageParts.read(DIRECTORY + "explore.html"),
                Map.of(
                        "style",
                        PageParts.style() + PageParts.read(DIRECTORY + "explore.css"),
                        "data",
                        PageParts.data(data),
                        "library",
                        PageParts.library(),
                        "script",
                        PageParts.read("charts.js")
                                + SCRIPTS.stream()
                                        .map(name -> PageParts.read(DIRECTORY + name + ".js"))
                                        .collect(Collectors.joining())));
    }
}
