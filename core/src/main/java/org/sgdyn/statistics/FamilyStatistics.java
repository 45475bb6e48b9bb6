package org.sgdyn.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sgdyn.spi.Column;
import org.sgdyn.spi.DecisionRule;
import org.sgdyn.spi.Families;
import org.sgdyn.spi.OrderParameters;
import org.sgdyn.spi.Statistic;

/** What there is to know of families of exchangeable classes, whose columns do not become more with the number of classes. */
public final class FamilyStatistics {

    private FamilyStatistics() {}

    /** A class, an output, and what the column of a family, or of two, is called. */
    private record Place(Quantity quantity, int classIndex, int output, int family, int other) {

        Column column() {
            return quantity.column(family + 1, other + 1);
        }
    }

    /**
     * Family by family the risk and the error of a class, and mean, variance and cosine of its own output and of another class's, of the
     * same family or of another: columns {@code family_risk_f}, {@code family_error_f}, {@code own_logit_mean_f},
     * {@code own_logit_variance_f}, {@code own_cosine_f}, and {@code other_logit_mean_f_h}, {@code other_logit_variance_f_h},
     * {@code other_cosine_f_h}, where h is the family of the output. Shown by default where columns class by class would be too many.
     *
     * @return the statistic
     */
    public static Statistic families() {
        return new TabledStatistic() {
            @Override
            public boolean applies(OrderParameters at) {
                return at.families().isPresent();
            }

            @Override
            public Optional<String> requirement() {
                return Optional.of(
                        "classes that are taken together, so dimension: infinite, three classes or more of one Gaussian"
                                + " profile, covariance and weight, no labelFlip, weights or riskWeights, a loss that treats them alike"
                                + " and algorithms that scale no entries, for all curves");
            }

            @Override
            public boolean shownByDefault(OrderParameters at) {
                return Statistics.hasManyPairs(at, 2);
            }

            @Override
            public List<Column> table(OrderParameters at) {
                return places(at).stream().map(Place::column).toList();
            }

            @Override
            public void evaluate(OrderParameters at, double[] values, int offset) {
                int next = offset;
                for (Place place : places(at)) {
                    values[next++] = value(at, place);
                }
            }
        };
    }

    private static List<Place> places(OrderParameters at) {
        Families families = at.families().orElseThrow();
        boolean classifies = at.decisionRule() != DecisionRule.NONE && Statistics.hasFewOutputs(at);
        List<Place> places = new ArrayList<>();
        for (int f = 0; f < families.count(); f++) {
            int own = families.member(f);
            places.add(new Place(Quantity.FAMILY_RISK, own, own, f, -1));
            if (classifies) {
                places.add(new Place(Quantity.FAMILY_ERROR, own, own, f, -1));
            }
            places.add(new Place(Quantity.OWN_LOGIT_MEAN, own, own, f, -1));
            places.add(new Place(Quantity.OWN_LOGIT_VARIANCE, own, own, f, -1));
            places.add(new Place(Quantity.OWN_COSINE, own, own, f, -1));
            for (int h = 0; h < families.count(); h++) {
                if (h != f || families.hasContrast(f)) {
                    int other = h == f ? families.secondMember(f) : families.member(h);
                    places.add(new Place(Quantity.OTHER_LOGIT_MEAN, own, other, f, h));
                    places.add(new Place(Quantity.OTHER_LOGIT_VARIANCE, own, other, f, h));
                    places.add(new Place(Quantity.OTHER_COSINE, own, other, f, h));
                }
            }
        }
        return places;
    }

    /** The mean over the classes of a family, which differ where all logits are equal and the lowest wins. */
    private static double error(OrderParameters at, int family) {
        Families families = at.families().orElseThrow();
        return IntStream.range(0, families.classes())
                        .filter(i -> families.family(i) == family)
                        .mapToDouble(at::error)
                        .sum()
                / families.size(family);
    }

    private static double value(OrderParameters at, Place place) {
        int i = place.classIndex;
        int j = place.output;
        return switch (place.quantity) {
            case FAMILY_RISK -> at.risk(i);
            case FAMILY_ERROR -> error(at, place.family);
            case OWN_LOGIT_MEAN, OTHER_LOGIT_MEAN -> at.logitMean(i, j);
            case OWN_LOGIT_VARIANCE, OTHER_LOGIT_VARIANCE -> at.logitCovariance(i, j, j);
            default -> Statistics.cosine(at, i, j);
        };
    }
}
