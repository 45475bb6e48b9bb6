package org.sgdyn.experiment;

import java.util.Optional;
import org.sgdyn.settings.ConfigNode;
import org.sgdyn.settings.NodeParameters;

/** A name stands in tables, titles and messages. */
final class Titles {

    private static final int LONGEST = 200;

    private Titles() {}

    /** Requires one line that is not too long. */
    static void require(NodeParameters top, Optional<ConfigNode> node, String path, String text) {
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            top.problem(node.orElse(top.node()), path, "must be one line of at most " + LONGEST + " characters");
        }
    }
}
