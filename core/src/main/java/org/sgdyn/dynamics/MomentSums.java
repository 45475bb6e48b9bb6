package org.sgdyn.dynamics;

import java.util.Arrays;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.spi.GradientMoments;
import org.sgdyn.spi.Loss;

/** Adds the expectations of a class, all kinds of them. */
final class MomentSums {

    private MomentSums() {}

    /** A buffer for the moments of a loss. */
    static GradientMoments buffer(Loss loss) {
        return new GradientMoments(
                loss.outputs(), loss.teacherOutputs(), loss.trained().size());
    }

    static void clear(GradientMoments moments) {
        Arrays.fill(moments.gradient, 0);
        Arrays.fill(moments.hessian, 0);
        Arrays.fill(moments.gradientSecondMoment, 0);
        Arrays.fill(moments.teacherHessian, 0);
        Arrays.fill(moments.trained, 0);
    }

    /** Adds a multiple of some moments to others. */
    static void add(double factor, GradientMoments from, GradientMoments to) {
        add(factor, from.gradient, to.gradient);
        add(factor, from.hessian, to.hessian);
        add(factor, from.gradientSecondMoment, to.gradientSecondMoment);
        add(factor, from.teacherHessian, to.teacherHessian);
        add(factor, from.trained, to.trained);
    }

    private static void add(double factor, double[] from, double[] to) {
        Kernels.add(to, 0, factor, from, 0, to.length);
    }
}
