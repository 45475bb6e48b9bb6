package org.sgdyn.cli.explore;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the page wants to know of an experiment beside its curves.
 *
 * @param wantsForm whether its numbers and parts are wanted
 * @param isDraft whether curves of a few digits will do, for the next move of a slider replaces them
 * @param view what of its state is wanted, if anything is
 */
record Question(boolean wantsForm, boolean isDraft, Optional<View> view) {

    private static final int MOST_DIGITS = 6;

    /**
     * What of a curve's state is wanted at all output times.
     *
     * @param curve the curve, 0-based; the last one if there are fewer
     * @param logit the logit whose laws are wanted, 1-based; the last one if there are fewer
     * @param minus the logit that is subtracted, 1-based; 0 for none
     * @param wantsEnergy whether the energy of the modes is wanted
     */
    record View(int curve, int logit, int minus, boolean wantsEnergy) {}

    /**
     * The question that an address asks.
     *
     * @param query what stands behind its question mark: {@code form}, {@code draft}, and {@code curve}, {@code logit}, {@code minus} with their
     *     numbers and {@code energy} for the state
     * @throws Refusal if it asks anything else
     */
    static Question of(@Nullable String query) throws Refusal {
        Map<String, String> keys = new HashMap<>();
        for (String part : query == null || query.isEmpty() ? new String[0] : query.split("&", -1)) {
            String[] pair = part.split("=", 2);
            keys.put(pair[0], pair.length == 2 ? pair[1] : "");
        }
        boolean wantsForm = isFlag(keys, "form");
        boolean isDraft = isFlag(keys, "draft");
        boolean wantsEnergy = isFlag(keys, "energy");
        boolean wantsView = wantsEnergy || keys.containsKey("curve") || keys.containsKey("logit");
        View view = new View(number(keys, "curve", 0), number(keys, "logit", 1), number(keys, "minus", 0), wantsEnergy);
        if (!keys.isEmpty()) {
            throw new Refusal(
                    Refusal.BAD_REQUEST,
                    "the address takes form, draft, curve, logit, minus and energy, not "
                            + Arrays.toString(keys.keySet().stream().sorted().toArray()));
        }
        return new Question(wantsForm, isDraft, wantsView ? Optional.of(view) : Optional.empty());
    }

    private static boolean isFlag(Map<String, String> keys, String key) {
        return "".equals(keys.get(key)) && keys.remove(key) != null;
    }

    private static int number(Map<String, String> keys, String key, int otherwise) throws Refusal {
        String given = keys.remove(key);
        if (given == null) {
            return otherwise;
        }
        if (given.isEmpty() || given.length() > MOST_DIGITS || !given.chars().allMatch(Character::isDigit)) {
            throw new Refusal(Refusal.BAD_REQUEST, key + " in the address is a number of at most six digits");
        }
        return Integer.parseInt(given);
    }
}
