package org.sgdyn.run;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.sgdyn.dynamics.TheorySolver;
import org.sgdyn.experiment.Mixture;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.run.Certificate.Source;
import org.sgdyn.spi.Integrator;

/** Tightens the solution of a curve's theory until a requested accuracy is met. */
final class AccuracyPursuit {

    /** The integrator's part of a requested accuracy, at first. */
    private static final double FIRST_SHARE = 0.1;

    private static final double DEFAULT_RELATIVE_TOLERANCE = 1e-8;

    private static final int ATTEMPTS = 20;

    /** An attempt helped if the error is at most this part of the least before it. */
    private static final double HELPS = 0.7;

    /** A source is given up after as many attempts in a row that did not help: one alone may be chance. */
    private static final int STALLS = 2;

    /** The most by which the integrator is tightened from one attempt to the next. */
    private static final double MOST_AT_ONCE = 1e3;

    /** Each refinement of the moments costs about four times the one before. */
    private static final int MOST_FINER_MOMENTS = 2;

    /** Gaussian nodes of a panel of the spectrum. */
    private static final int MOST_NODES = 80;

    /** Tells a tolerance that still shrinks from one at its floor. */
    private static final double REFINEMENT_MARGIN = 1.001;

    private final CurveTheory theory;
    private final Certifier certifier;
    private final Consumer<String> phases;

    AccuracyPursuit(CurveTheory theory, Certifier certifier, Consumer<String> phases) {
        this.theory = theory;
        this.certifier = certifier;
        this.phases = phases;
    }

    /** What is tightened from attempt to attempt. */
    private record Settings(Integrator integrator, LearningProblem problem, int nodes, int finerMoments) {}

    /** Solves and certifies with ever finer settings until the accuracy is met, or nothing helps any more. */
    SolvedTheory to(double accuracy) {
        Integrator first = tightened(
                        theory.experiment().integrator(), DEFAULT_RELATIVE_TOLERANCE / (FIRST_SHARE * accuracy))
                .orElse(theory.experiment().integrator());
        Settings settings = new Settings(first, theory.problem(Mixture.NODES_PER_PANEL), Mixture.NODES_PER_PANEL, 0);
        SolvedTheory best = null;
        double least = Double.POSITIVE_INFINITY;
        Map<String, Integer> stalls = new HashMap<>();
        String tightened = "";
        for (int attempt = 1; ; attempt++) {
            phases.accept("attempt " + attempt + " at accuracy " + accuracy
                    + (tightened.isEmpty() ? "" : ", finer " + tightened));
            long start = System.nanoTime();
            TheorySolver.Result result = theory.solve(
                    settings.problem(),
                    settings.integrator(),
                    theory.experiment().statistics());
            double seconds = SolvedTheory.secondsSince(start);
            Certificate certificate =
                    certifier.certify(settings.problem(), settings.nodes(), settings.integrator(), result);
            double error = certificate.worst();
            List<Source> worstFirst = certificate.sources().stream()
                    .sorted(Comparator.comparingDouble(AccuracyPursuit::largest).reversed())
                    .toList();
            if (!tightened.isEmpty()) {
                stalls.merge(tightened, error > HELPS * least ? 1 : 0, (before, now) -> now == 0 ? 0 : before + now);
            }
            if (best == null || error < least) {
                best = new SolvedTheory(
                        result,
                        seconds,
                        certifier.spectralError(settings.problem(), result.trajectory()),
                        Optional.of(certificate),
                        Optional.of(goal(accuracy, attempt, certificate, worstFirst, settings)));
                least = error;
            }
            if (error <= accuracy || !result.trajectory().outcome().isComplete()) {
                return best;
            }
            // What is large and can still be made smaller; a source far below the accuracy is not to blame.
            Optional<Settings> next = Optional.empty();
            for (Source source : worstFirst) {
                if (next.isEmpty()
                        && largest(source) > FIRST_SHARE * accuracy
                        && stalls.getOrDefault(source.name(), 0) < STALLS) {
                    next = tightened(settings, source.name(), 4 * error / accuracy);
                    tightened = source.name();
                }
            }
            if (next.isEmpty() || attempt == ATTEMPTS) {
                return best.after(attempt);
            }
            settings = next.get();
        }
    }

    private static AccuracyGoal goal(
            double accuracy, int attempt, Certificate certificate, List<Source> worstFirst, Settings settings) {
        return new AccuracyGoal(
                accuracy,
                certificate.worst(),
                attempt,
                worstFirst.isEmpty()
                        ? Certificate.INTEGRATOR
                        : worstFirst.get(0).name(),
                certificate.columns().isEmpty() ? "" : certificate.worstColumn(),
                settings.integrator().settings());
    }

    private Optional<Settings> tightened(Settings now, String source, double factor) {
        return switch (source) {
            case Certificate.INTEGRATOR ->
                tightened(now.integrator(), Math.min(MOST_AT_ONCE, Math.max(4, factor)))
                        .map(finer -> new Settings(finer, now.problem(), now.nodes(), now.finerMoments()));
            case Certificate.MOMENTS -> {
                LearningProblem finer = CurveTheory.finerMoments(now.problem());
                boolean last = now.problem().loss().refined().isPresent()
                        && finer.loss().refined().isEmpty();
                yield last || now.finerMoments() == MOST_FINER_MOMENTS
                        ? Optional.empty()
                        : Optional.of(new Settings(now.integrator(), finer, now.nodes(), now.finerMoments() + 1));
            }
            case Certificate.BLOCK ->
                CurveTheory.largerBlock(now.problem())
                        .map(larger -> new Settings(now.integrator(), larger, now.nodes(), now.finerMoments()));
            default ->
                now.nodes() >= MOST_NODES
                        ? Optional.empty()
                        : Optional.of(new Settings(
                                now.integrator(),
                                theory.withNodes(now.problem(), 2 * now.nodes()),
                                2 * now.nodes(),
                                now.finerMoments()));
        };
    }

    /** A tighter method, by the factor or what less is possible, that can itself still be refined in full and so be certified. */
    private static Optional<Integrator> tightened(Integrator integrator, double factor) {
        for (double smaller = factor; smaller == factor || smaller >= 2; smaller /= 2) {
            Optional<Integrator> finer = integrator.refined(smaller).filter(AccuracyPursuit::canBeCertified);
            if (finer.isPresent()) {
                return finer;
            }
        }
        return Optional.empty();
    }

    private static boolean canBeCertified(Integrator integrator) {
        Map<String, Double> finest = integrator
                .refined(Certifier.REFINEMENT * REFINEMENT_MARGIN)
                .map(Integrator::settings)
                .orElse(Map.of());
        Map<String, Double> fine = integrator
                .refined(Certifier.REFINEMENT)
                .map(Integrator::settings)
                .orElse(Map.of());
        return finest.entrySet().stream()
                .allMatch(entry -> entry.getValue() < fine.getOrDefault(entry.getKey(), Double.NaN));
    }

    private static double largest(Source source) {
        return source.errors().stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
