package org.sgdyn.spectra;

import static org.junit.jupiter.api.Named.named;

import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgdyn.spi.Profile;
import org.sgdyn.testkit.ProfileContract;

/** The contract of profiles, for each of them. */
@ParameterizedClass
@MethodSource("profiles")
final class ProfileContractsTest extends ProfileContract {

    @Parameter
    private IntFunction<Profile> profile;

    @Override
    protected Profile profile(int dimension) {
        return profile.apply(dimension);
    }

    static List<Named<IntFunction<Profile>>> profiles() {
        return List.of(
                named("zero", d -> new ZeroProfile()),
                named("constant", d -> new ConstantProfile(-2)),
                named("power law", d -> new PowerLawProfile(-0.4, 1)),
                named("band", d -> new BandProfile(0.2, 0.6, 1)),
                named("mode", d -> new ModeProfile(0, 1.5)),
                named("gaussian", d -> new GaussianProfile(2)),
                named(
                        "sum of random parts",
                        d -> new SumProfile(
                                List.of(new ConstantProfile(1), new GaussianProfile(1), new GaussianProfile(1)))),
                named(
                        "sum of fixed parts",
                        d -> new SumProfile(List.of(new ConstantProfile(1), new ModeProfile(1, 1)))),
                named("table", d -> TableProfile.of(new double[d])));
    }
}
