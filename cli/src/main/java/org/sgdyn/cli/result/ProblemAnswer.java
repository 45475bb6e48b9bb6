package org.sgdyn.cli.result;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sgdyn.settings.Problem;

/** Problems of an experiment as programs read them. */
public final class ProblemAnswer {

    private ProblemAnswer() {}

    /**
     * Problems, each with its place.
     *
     * @param problems the problems
     * @return {@code problems}, ready to be written as JSON
     */
    public static Map<String, Object> of(List<Problem> problems) {
        return Map.of("problems", problems.stream().map(ProblemAnswer::of).toList());
    }

    private static Map<String, Object> of(Problem problem) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("source", problem.location().source());
        answer.put("line", problem.location().line());
        answer.put("column", problem.location().column());
        answer.put("path", problem.path());
        answer.put("message", problem.message());
        return answer;
    }
}
