package org.sgdyn.simulation;

import static org.junit.jupiter.api.Named.named;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.spi.FeatureLaw;
import org.sgdyn.testkit.FeatureLawContract;

@ParameterizedClass
@MethodSource("laws")
final class FeatureLawContractsTest extends FeatureLawContract {

    @Parameter
    private Supplier<FeatureLaw> law;

    @Override
    protected FeatureLaw law() {
        return law.get();
    }

    static List<Named<Supplier<FeatureLaw>>> laws() {
        return List.of(
                named("gaussian", FeatureLaws::gaussian),
                named("rademacher", FeatureLaws::rademacher),
                named("uniform", FeatureLaws::uniform),
                named("student-t", () -> FeatureLaws.studentT(9.5)));
    }
}
