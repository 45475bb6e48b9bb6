package org.sgdyn.cli.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wrong with the links of a site. */
final class LinkCheck {

    private static final Pattern LINK = Pattern.compile("\\s(href|src)=\"([^\"]*)\"");

    private static final Pattern ANCHOR = Pattern.compile("\\s(?:id|name)=\"([^\"]*)\"");

    private static final Pattern SCHEME = Pattern.compile("[a-z]+:.*|//.*");

    private final Path site;
    private final Map<Path, Set<String>> anchors = new HashMap<>();

    private LinkCheck(Path site) {
        this.site = site;
    }

    /**
     * Looks at the pages at the top of a site.
     *
     * @param site its directory
     * @return a line for each link to a file or an anchor that is not there, and for each thing that a page would load from elsewhere
     */
    static List<String> problems(Path site) throws IOException {
        LinkCheck check = new LinkCheck(site);
        List<String> problems = new ArrayList<>();
        List<Path> pages;
        try (Stream<Path> files = Files.list(site)) {
            pages = files.filter(file -> file.toString().endsWith(".html"))
                    .sorted()
                    .toList();
        }
        for (Path page : pages) {
            Matcher links = LINK.matcher(Files.readString(page));
            while (links.find()) {
                String problem = check.problem(page, links.group(1), links.group(2));
                if (!problem.isEmpty()) {
                    problems.add(page.getFileName() + ": " + links.group(2) + " " + problem);
                }
            }
        }
        return problems;
    }

    private String problem(Path page, String attribute, String address) throws IOException {
        if (SCHEME.matcher(address).matches()) {
            return attribute.equals("src") ? "is loaded from elsewhere" : "";
        }
        int hash = address.indexOf('#');
        String file = hash < 0 ? address : address.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!target.startsWith(site) || !Files.isRegularFile(target)) {
            return "is not there";
        }
        return hash < 0 || anchors(target).contains(address.substring(hash + 1)) ? "" : "has no such anchor";
    }

    private Set<String> anchors(Path page) throws IOException {
        Set<String> known = anchors.get(page);
        if (known == null) {
            known = new HashSet<>();
            Matcher found = ANCHOR.matcher(Files.readString(page));
            while (found.find()) {
                known.add(found.group(1));
            }
            anchors.put(page, known);
        }
        return known;
    }
}
