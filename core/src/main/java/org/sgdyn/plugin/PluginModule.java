package org.sgdyn.plugin;

import com.google.inject.AbstractModule;
import com.google.inject.TypeLiteral;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.util.Types;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sgdyn.catalog.Registration;
import org.sgdyn.spi.Activation;
import org.sgdyn.spi.CovarianceSpectrum;
import org.sgdyn.spi.Description;
import org.sgdyn.spi.Executor;
import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.spi.Integrator;
import org.sgdyn.spi.LearningRate;
import org.sgdyn.spi.Loss;
import org.sgdyn.spi.PartFactory;
import org.sgdyn.spi.Profile;
import org.sgdyn.spi.Statistic;
import org.sgdyn.spi.UpdateRule;

/**
 * A plug-in: override {@link #configure} and name the parts it brings, one verb per kind. Make it known by one line in
 * {@code META-INF/services/org.sgdyn.plugin.PluginModule}.
 *
 * <pre>{@code
 * public final class MyPlugin extends PluginModule {
 *     @Override
 *     protected void configure() {
 *         loss("smoothed-hinge", parameters -> new SmoothedHinge(parameters.number("width", Range.POSITIVE, 1.0)));
 *     }
 * }
 * }</pre>
 *
 * <p>A {@link Description} as a third argument tells {@code sgdyn list}, {@code describe}, {@code cite} and {@code schema} what
 * the part is; types, ranges and defaults of its parameters they read off the factory.
 *
 * <p>Names match {@code [a-z][a-z0-9-]*} and are unique within their kind over all plug-ins.
 *
 * @since 0.1
 */
public abstract class PluginModule extends AbstractModule {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    /** Takes the parts while they are asked for without an injector. */
    private @Nullable List<Registration<?>> asked;

    /** For subclasses; a plug-in has a public constructor without parameters. */
    protected PluginModule() {}

    /** Names the parts of this plug-in through the verbs below; it may be called several times. */
    @Override
    protected abstract void configure();

    /**
     * The parts, if naming them is all that the plug-in does: then no injector is needed, which takes a large part of a start.
     *
     * @return empty if it binds more, or fails, which the injector reports
     */
    final synchronized Optional<List<Registration<?>>> partsAlone() {
        if (providesMore()) {
            return Optional.empty();
        }
        List<Registration<?>> parts = new ArrayList<>();
        asked = parts;
        try {
            configure();
            return Optional.of(parts);
        } catch (RuntimeException | LinkageError | StackOverflowError needsInjector) {
            return Optional.empty();
        } finally {
            asked = null;
        }
    }

    /** Whether a method is marked as a provider, or in any other way that an injector sees. */
    private boolean providesMore() {
        for (Class<?> type = getClass(); type != PluginModule.class; type = type.getSuperclass()) {
            for (Method method : type.getDeclaredMethods()) {
                if (method.getAnnotations().length > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Registers a loss.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     */
    protected final void loss(String name, PartFactory<? extends Loss> factory) {
        loss(name, factory, Description.none());
    }

    /**
     * Registers a loss.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     * @param description what it is, in words
     */
    protected final void loss(String name, PartFactory<? extends Loss> factory, Description description) {
        part(Loss.class, name, factory, description);
    }

    /**
     * Registers a covariance spectrum.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     */
    protected final void spectrum(String name, PartFactory<? extends CovarianceSpectrum> factory) {
        spectrum(name, factory, Description.none());
    }

    /**
     * Registers a covariance spectrum.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     * @param description what it is, in words
     */
    protected final void spectrum(
            String name, PartFactory<? extends CovarianceSpectrum> factory, Description description) {
        part(CovarianceSpectrum.class, name, factory, description);
    }

    /**
     * Registers a profile: a vector for class means, the initial iterate and the teacher.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     */
    protected final void profile(String name, PartFactory<? extends Profile> factory) {
        profile(name, factory, Description.none());
    }

    /**
     * Registers a profile: a vector for class means, the initial iterate and the teacher.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     * @param description what it is, in words
     */
    protected final void profile(String name, PartFactory<? extends Profile> factory, Description description) {
        part(Profile.class, name, factory, description);
    }

    /**
     * Registers an integrator.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     */
    protected final void integrator(String name, PartFactory<? extends Integrator> factory) {
        integrator(name, factory, Description.none());
    }

    /**
     * Registers an integrator.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     * @param description what it is, in words
     */
    protected final void integrator(String name, PartFactory<? extends Integrator> factory, Description description) {
        part(Integrator.class, name, factory, description);
    }

    /**
     * Registers a learning-rate rule.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     */
    protected final void learningRate(String name, PartFactory<? extends LearningRate> factory) {
        learningRate(name, factory, Description.none());
    }

    /**
     * Registers a learning-rate rule.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     * @param description what it is, in words
     */
    protected final void learningRate(
            String name, PartFactory<? extends LearningRate> factory, Description description) {
        part(LearningRate.class, name, factory, description);
    }

    /**
     * Registers an algorithm: how a step uses the gradient of a sample.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     * @since 0.2
     */
    protected final void algorithm(String name, PartFactory<? extends UpdateRule> factory) {
        algorithm(name, factory, Description.none());
    }

    /**
     * Registers an algorithm: how a step uses the gradient of a sample.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     * @param description what it is, in words
     * @since 0.2
     */
    protected final void algorithm(String name, PartFactory<? extends UpdateRule> factory, Description description) {
        part(UpdateRule.class, name, factory, description);
    }

    /**
     * Registers an activation of hidden units.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     * @param description what it is, in words
     * @since 0.2
     */
    protected final void activation(String name, PartFactory<? extends Activation> factory, Description description) {
        part(Activation.class, name, factory, description);
    }

    /**
     * Registers a feature law: what simulated samples are drawn from.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     */
    protected final void featureLaw(String name, PartFactory<? extends FeatureLaw> factory) {
        featureLaw(name, factory, Description.none());
    }

    /**
     * Registers a feature law: what simulated samples are drawn from.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     * @param description what it is, in words
     */
    protected final void featureLaw(String name, PartFactory<? extends FeatureLaw> factory, Description description) {
        part(FeatureLaw.class, name, factory, description);
    }

    /**
     * Registers a statistic.
     *
     * @param name its name in the experiment's list of statistics
     * @param factory creates it from its parameters
     */
    protected final void statistic(String name, PartFactory<? extends Statistic> factory) {
        statistic(name, factory, Description.none());
    }

    /**
     * Registers a statistic.
     *
     * @param name its name in experiment files
     * @param factory creates it from its parameters
     * @param description what it is, in words
     */
    protected final void statistic(String name, PartFactory<? extends Statistic> factory, Description description) {
        part(Statistic.class, name, factory, description);
    }

    /**
     * Registers an executor: where the tasks of a sweep are worked off.
     *
     * @param name its name in sweep files
     * @param factory creates it from its parameters
     */
    protected final void executor(String name, PartFactory<? extends Executor> factory) {
        executor(name, factory, Description.none());
    }

    /**
     * Registers an executor: where the tasks of a sweep are worked off.
     *
     * @param name its name in sweep files
     * @param factory creates it from its parameters
     * @param description what it is, in words
     */
    protected final void executor(String name, PartFactory<? extends Executor> factory, Description description) {
        part(Executor.class, name, factory, description);
    }

    /**
     * Registers a part of any kind; what the verbs above do for one kind each.
     *
     * @param kind the kind of part, such as {@code Loss.class}
     * @param name its name in files
     * @param factory creates it from its parameters
     * @param description what it is, in words
     * @param <T> the kind of part
     * @since 0.2
     */
    protected final <T> void part(
            Class<T> kind, String name, PartFactory<? extends T> factory, Description description) {
        boolean isNamed = NAME.matcher(name).matches();
        if (isNamed && asked != null) {
            asked.add(new Registration<>(kind, name, factory, description, getClass(), authorLine()));
            return;
        }
        if (!isNamed) {
            addError("%s: the name \"%s\" of a %s must match %s", authorLine(), name, kind.getSimpleName(), NAME);
            return;
        }
        // Duplicates are let through here and reported by the loader, which knows both jars and both lines.
        MapBinder.newMapBinder(
                        binder().skipSources(PluginModule.class), TypeLiteral.get(String.class), registrationOf(kind))
                .permitDuplicates()
                .addBinding(name)
                .toInstance(new Registration<>(kind, name, factory, description, getClass(), authorLine()));
    }

    @SuppressWarnings("unchecked") // the type literal is built from kind
    static <T> TypeLiteral<Registration<T>> registrationOf(Class<T> kind) {
        return (TypeLiteral<Registration<T>>) TypeLiteral.get(Types.newParameterizedType(Registration.class, kind));
    }

    private String authorLine() {
        return StackWalker.getInstance()
                .walk(frames -> frames.filter(frame -> !frame.getClassName().equals(PluginModule.class.getName()))
                        .findFirst())
                .map(frame -> frame.getClassName() + " line " + frame.getLineNumber())
                .orElse(getClass().getName());
    }
}
