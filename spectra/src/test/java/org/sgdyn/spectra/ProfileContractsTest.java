package org.sgdyn.spectra;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.sgdyn.spi.Profile;
import org.sgdyn.testkit.ProfileContract;

/** The contract of profiles, for each of them. */
class ProfileContractsTest {

    @Nested
    class Zero extends ProfileContract {
        @Override
        protected Profile profile(int dimension) {
            return new ZeroProfile();
        }
    }

    @Nested
    class Constant extends ProfileContract {
        @Override
        protected Profile profile(int dimension) {
            return new ConstantProfile(-2);
        }
    }

    @Nested
    class PowerLaw extends ProfileContract {
        @Override
        protected Profile profile(int dimension) {
            return new PowerLawProfile(-0.4, 1);
        }
    }

    @Nested
    class Band extends ProfileContract {
        @Override
        protected Profile profile(int dimension) {
            return new BandProfile(0.2, 0.6, 1);
        }
    }

    @Nested
    class Mode extends ProfileContract {
        @Override
        protected Profile profile(int dimension) {
            return new ModeProfile(0, 1.5);
        }
    }

    @Nested
    class Gaussian extends ProfileContract {
        @Override
        protected Profile profile(int dimension) {
            return new GaussianProfile(2);
        }
    }

    @Nested
    class SumOfRandomParts extends ProfileContract {
        @Override
        protected Profile profile(int dimension) {
            return new SumProfile(List.of(new ConstantProfile(1), new GaussianProfile(1), new GaussianProfile(1)));
        }
    }

    @Nested
    class SumOfFixedParts extends ProfileContract {
        @Override
        protected Profile profile(int dimension) {
            return new SumProfile(List.of(new ConstantProfile(1), new ModeProfile(1, 1)));
        }
    }

    @Nested
    class Table extends ProfileContract {
        @Override
        protected Profile profile(int dimension) {
            return TableProfile.of(new double[dimension]);
        }
    }
}
