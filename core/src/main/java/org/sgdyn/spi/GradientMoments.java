package org.sgdyn.spi;

/**
 * Receives the expectations of one class; a mutable buffer, allocated once and reused. Symmetric matrices are full.
 *
 * @since 0.1
 */
public final class GradientMoments {

    private final int outputs;
    private final int teacherOutputs;

    /** g = E grad_r Psi; length l. */
    public final double[] gradient;

    /** G = E grad_r Psi grad_r Psi^T; l x l row-major, both triangles filled. */
    public final double[] gradientSecondMoment;

    /** H = E grad^2_rr Psi; l x l row-major, both triangles filled. */
    public final double[] hessian;

    /** H* = E grad_{r*} grad_r Psi; l* x l row-major: row k belongs to teacher logit k. */
    public final double[] teacherHessian;

    /**
     * E d Psi / d theta; length q.
     *
     * @since 0.2
     */
    public final double[] trained;

    /**
     * A buffer of zeros.
     *
     * @param outputs l &gt;= 1
     * @param teacherOutputs l* &gt;= 0
     */
    public GradientMoments(int outputs, int teacherOutputs) {
        this(outputs, teacherOutputs, 0);
    }

    /**
     * A buffer of zeros for a loss with trained parameters.
     *
     * @param outputs l &gt;= 1
     * @param teacherOutputs l* &gt;= 0
     * @param parameters q &gt;= 0
     * @since 0.2
     */
    public GradientMoments(int outputs, int teacherOutputs, int parameters) {
        this.outputs = outputs;
        this.teacherOutputs = teacherOutputs;
        gradient = new double[outputs];
        gradientSecondMoment = new double[outputs * outputs];
        hessian = new double[outputs * outputs];
        teacherHessian = new double[teacherOutputs * outputs];
        trained = new double[parameters];
    }

    /**
     * The number of outputs.
     *
     * @return l
     */
    public int outputs() {
        return outputs;
    }

    /**
     * The number of teacher outputs.
     *
     * @return l*
     */
    public int teacherOutputs() {
        return teacherOutputs;
    }
}
