package org.sgdyn.cli.result;

import static org.sgdyn.settings.JsonSchema.map;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.sgdyn.agreement.Agreement;
import org.sgdyn.agreement.Agreement.Finding;

/** The key {@code agreement} of {@code summary.json}. */
final class AgreementSummary {

    private AgreementSummary() {}

    static Map<String, Object> of(Agreement agreement) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("verdict", String.join("; ", Verdict.of(agreement, UnaryOperator.identity(), Verdict.REPLICATES)));
        map.put("replicates", agreement.replicates());
        map.put("judged", agreement.isJudged());
        map.put("until", agreement.end());
        map.put("level", Agreement.LEVEL);
        agreement.risk().ifPresent(risk -> map.put("risk", finding(risk)));
        map.put("noticeable", agreement.noticeable());
        map.put("otherStatistics", agreement.others().size());
        map.put(
                "departing",
                agreement.departing().stream().map(AgreementSummary::finding).toList());
        return map;
    }

    private static Map<String, Object> finding(Finding finding) {
        return map(
                "column", finding.column(),
                "p", finding.p(),
                "departs", finding.departs(),
                "time", finding.time(),
                "from", finding.first(),
                "theory", finding.theory(),
                "simulatedMean", finding.mean(),
                "difference", finding.difference(),
                "relative", finding.isRelative());
    }
}
