package org.sgdyn.simulation;

import java.util.Optional;
import org.sgdyn.dynamics.ModeOrderParameters;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.numerics.Kernels;
import org.sgdyn.numerics.Matrices;
import org.sgdyn.spi.RandomStream;

/**
 * The steps of {@link OnePassSgd}, of many outputs and a block of samples at a time: the same but for rounding, by products of
 * matrices. With the block's samples as rows a_k of A, the logits R = A X at its first iterate X and S = A A^T, the sample k has at
 * its own iterate the logits
 *
 * <pre>
 * r_k = kept R_k + sum_{j &lt; k} S_kj c_j
 * </pre>
 *
 * <p>kept the product of 1 - gamma b delta / d over the steps so far, and c_j the multiple -(gamma / d) psi_j of a_j that the iterate
 * got, times that of the steps since. In the end X &lt;- kept X + A^T C. A block of B samples reads the iterate twice and writes it once, where
 * single steps do so B times; S costs B d operations a sample beside the 4 l d of the other products, and the sums over j B l.
 */
final class BlockedSgd extends SgdState {

    private final SampleBlock block;
    private final int stepsPerBlock;
    private final LogitGradient psi;
    /** Whether the step of a sample depends on its products with others or itself. */
    private final boolean needsSquares;
    /** Row by row psi_k, and c_k once its step is taken. */
    private final double[] coefficients;

    private double kept;
    /** The last gamma: where the iterate has become NaN, it tells why. */
    /** The last sample whose logits were asked for. */
    private int lastSample;

    private boolean hasDiverged;

    /**
     * SGD at its start.
     *
     * @param problem what is learned and how, every mode a group of its own; the learning rate does not read the geometry
     * @param parameters order parameters of the problem
     * @param stream the samples
     * @param random the replicate's own stream
     * @param matrices what multiplies
     * @param size B, how many samples a block has, &gt;= 2 and no fewer than a batch
     */
    BlockedSgd(
            LearningProblem problem,
            ModeOrderParameters parameters,
            SampleStream stream,
            RandomStream random,
            Matrices matrices,
            int size) {
        super(problem, parameters);
        psi = new LogitGradient(problem);
        needsSquares =
                size >= 2 * batch || psi.isShaped || problem.learningRate().accumulates();
        block = new SampleBlock(problem, stream, random, matrices, size, needsSquares);
        stepsPerBlock = size / batch;
        coefficients = new double[size * outputs];
    }

    @Override
    public long advance(long step, long last) {
        if (hasDiverged) {
            return 0;
        }
        int steps = (int) Math.min(last - step, stepsPerBlock);
        for (int k = 0; k < steps * batch; k++) {
            block.draw(k, timeAfter(step + k / batch));
        }
        block.multiply(steps * batch, state, layout.iterate(0));
        if (needsSquares) {
            block.square(steps * batch);
        }
        kept = 1;
        int taken = 0;
        while (taken < steps && evaluate(taken * batch)) {
            move(taken * batch, timeAfter(step + taken));
            taken++;
        }
        hasDiverged = taken < steps;
        if (taken > 0) {
            block.add(taken * batch, coefficients, kept, state, layout.iterate(0));
        }
        return taken;
    }

    /** The gradients of the batch that begins with a sample; false if its logits left the sensible range. */
    private boolean evaluate(int first) {
        for (int k = first; k < first + batch; k++) {
            lastSample = k;
            block.read(k, psi);
            for (int j = 0; j < outputs && kept != 1; j++) {
                psi.logits[j] *= kept;
            }
            for (int j = 0; j < first; j++) {
                Kernels.add(psi.logits, 0, block.square(k, j), coefficients, j * outputs, outputs);
            }
            trained.place(state, psi.logits);
            if (!psi.isSensible()) {
                return false;
            }
            block.evaluate(k, psi);
            trained.add(psi.values);
            System.arraycopy(psi.values, 0, coefficients, k * outputs, outputs);
        }
        return true;
    }

    /** The step of the batch that begins with a sample. */
    private void move(int first, double time) {
        if (problem.learningRate().accumulates()) {
            accumulate(squaredGradient(first));
        }
        double rate = rate(time) / dimension;
        double keep = 1 - rate * batch * problem.ridge();
        int own = first * outputs;
        for (int k = 0; k < own && keep != 1; k++) {
            coefficients[k] *= keep;
        }
        for (int k = own; k < own + batch * outputs; k++) {
            coefficients[k] *= -rate;
        }
        kept *= keep;
        trained.descend(rate, state);
    }

    /** | sum_k a_k (x) psi_k |^2 over a batch. */
    private double squaredGradient(int first) {
        double sum = 0;
        for (int k = first; k < first + batch; k++) {
            for (int j = first; j <= k; j++) {
                double product = Kernels.dotSlices(coefficients, k * outputs, coefficients, j * outputs, outputs);
                sum += (j < k ? 2 : 1) * block.square(k, j) * product;
            }
        }
        return sum;
    }

    @Override
    public Optional<String> notANumber(double time) {
        if (block.isNotANumber(lastSample)) {
            return Optional.of("a coordinate that the feature law drew");
        }
        Optional<String> ofLoss = psi.notANumber();
        if (ofLoss.isPresent()) {
            return ofLoss;
        }
        return notANumberOfRate();
    }
}
