package org.sgdyn.dynamics;

import org.sgdyn.model.DenseCovariances;
import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.numerics.Kernels;

/**
 * How the state of all modes lies in one flat array; the only class that knows. First the l blocks of the iterate's mean
 * x_s[j], each over all slots; then the l (l + 1) / 2 blocks of the packed symmetric covariance C_g[j][k], j &lt;= k, each
 * over all groups, or the l of its diagonal where the problem's {@link org.sgdyn.model.Reduction} leaves out the others. What a rule remembers beside the iterate follows: the means of its other vectors, block by block; their
 * covariances with the iterate and among each other, full l x l between two vectors, packed of a vector with itself; and the
 * numbers q of its second moment, one per covariance spectrum and output. Last comes the accumulator S of the learning rate.
 *
 * <p>Parameters that are trained beside the iterate lie behind its covariances; what a rule remembers beside them, and their second
 * moments, lie before and behind those of the modes.
 *
 * <p>Where covariances are full matrices, see {@link DenseCovariances}, those of two vectors on the first k modes follow what the
 * groups have of them, in l k rows and columns ordered by output, then mode; the groups' own count from mode k on and are zero before.
 * Immutable.
 */
public final class StateLayout {

    private final int outputs;
    /** Whether covariances are those of each output alone. */
    private final boolean isByOutput;

    private final int slots;
    private final int groups;
    /** The number n of vectors of the iterate's shape. */
    private final int vectors;
    /** Where the covariances of two vectors a &lt;= b start, at a n + b. */
    private final int[] blocks;

    /** k, how many modes share full covariances. */
    private final int dense;

    /** How many parameters are trained beside the iterate. */
    private final int parameters;

    private final int firstTrained;
    private final int otherTrained;
    private final int moments;
    private final int momentCount;
    private final int size;

    private StateLayout(LearningProblem problem, int vectors, int momentCount) {
        this.momentCount = momentCount;
        parameters = problem.trained().size();
        ModeTable modes = problem.modes();
        outputs = modes.outputs();
        isByOutput = problem.reduction().isByOutput();
        slots = modes.slots();
        groups = modes.groups();
        this.vectors = vectors;
        dense = modes.dense().map(DenseCovariances::block).orElse(0);
        blocks = new int[vectors * vectors];
        long next = (long) outputs * slots;
        long trained = 0;
        for (int a = 0; a < vectors; a++) {
            for (int b = a; b < vectors; b++) {
                blocks[a * vectors + b] = (int) Math.min(Integer.MAX_VALUE, next);
                next += (long) (a == b ? pairs() : outputs * outputs) * groups + (long) denseRows() * denseRows();
                if (b == 0) {
                    trained = next;
                    next += parameters + (vectors - 1L) * outputs * slots;
                }
            }
        }
        long others = next;
        next += (vectors - 1L) * parameters;
        long total = next + momentCount + (momentCount > 0 ? parameters : 0) + 1;
        if (total > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("the state has " + total + " numbers, more than an array holds");
        }
        firstTrained = (int) trained;
        otherTrained = (int) others;
        moments = (int) next;
        size = (int) total;
    }

    /** The layout of the iterate's state alone. */
    static StateLayout ofIterate(LearningProblem problem) {
        return new StateLayout(problem, 1, 0);
    }

    /**
     * The layout of the state of a problem; that of the iterate alone is its beginning.
     *
     * @param problem what is learned and how
     * @return the layout
     * @throws IllegalArgumentException if the state has more numbers than an array holds
     */
    public static StateLayout of(LearningProblem problem) {
        ModeTable modes = problem.modes();
        int momentCount = problem.training().rule().secondMoment().isPresent() ? modes.spectra() * modes.outputs() : 0;
        return new StateLayout(problem, LinearStep.of(problem.training()).vectors(), momentCount);
    }

    /**
     * How many numbers the state of a problem has, whether an array holds them or not.
     *
     * @param problem what is learned and how
     * @return their number, up to what a second moment and a learning rate keep
     */
    public static double numbers(LearningProblem problem) {
        ModeTable modes = problem.modes();
        double vectors = LinearStep.of(problem.training()).vectors();
        double rows = vectors * modes.outputs();
        double denseRows =
                modes.outputs() * modes.dense().map(DenseCovariances::block).orElse(0);
        double pairs = problem.reduction().isByOutput() ? rows : rows * (rows + 1) / 2;
        return rows * modes.slots()
                + pairs * modes.groups()
                + vectors * (vectors + 1) / 2 * denseRows * denseRows
                + vectors * problem.trained().size();
    }

    /** The state at t = 0: every vector at its multiple of the start, without covariance. */
    double[] initialState(LearningProblem problem) {
        ModeTable modes = problem.modes();
        LinearStep step = LinearStep.of(problem.training());
        double[] state = new double[size];
        for (int a = 0; a < vectors; a++) {
            for (int j = 0; j < outputs; j++) {
                Kernels.add(state, mean(a, j), step.start(a), modes.slotInitials(j), 0, slots);
            }
            for (int k = 0; k < parameters; k++) {
                state[trained(a) + k] = step.start(a) * problem.trained().get(k).initial();
            }
        }
        return state;
    }

    /** The length of the state. */
    int size() {
        return size;
    }

    /**
     * The number of vectors of the iterate's shape.
     *
     * @return n, the iterate among them
     */
    public int vectors() {
        return vectors;
    }

    /** The number of covariance blocks of a vector with itself, l (l + 1) / 2; l if outputs stand by themselves. */
    private int pairs() {
        return isByOutput ? outputs : outputs * (outputs + 1) / 2;
    }

    /** The end of the outputs from j on with which it has a covariance. */
    int partnersEnd(int output) {
        return isByOutput ? output + 1 : outputs;
    }

    /** The packed place of outputs j &lt;= k among the covariance blocks of a vector with itself. */
    private int pair(int j, int k) {
        return isByOutput ? j : j * outputs - j * (j - 1) / 2 + k - j;
    }

    /**
     * Where the block of x[.][j] starts.
     *
     * @param output j, 0-based
     * @return the position of x_0[j]
     */
    public int iterate(int output) {
        return output * slots;
    }

    /**
     * Where the block of a vector's mean starts.
     *
     * @param vector a, 0 for the iterate
     * @param output j, 0-based
     * @return the position of its slot 0
     */
    public int mean(int vector, int output) {
        int own = outputs * slots;
        int start =
                vector == 0 ? 0 : own + pairs() * groups + denseRows() * denseRows() + parameters + (vector - 1) * own;
        return start + output * slots;
    }

    /** How many parameters are trained beside the iterate. */
    int parameters() {
        return parameters;
    }

    /**
     * Where the trained parameters start, or what a vector beside the iterate keeps of them.
     *
     * @param vector a, 0 for the iterate
     * @return the position of the first
     */
    public int trained(int vector) {
        return vector == 0 ? firstTrained : otherTrained + (vector - 1) * parameters;
    }

    /** Where the second moments of the trained parameters start, if there are second moments. */
    int trainedMoments() {
        return moments + momentCount;
    }

    /** Where the block of C[.][j][k] starts. */
    int covariance(int output, int otherOutput) {
        int j = Math.min(output, otherOutput);
        int k = Math.max(output, otherOutput);
        return outputs * slots + pair(j, k) * groups;
    }

    /** Where the block of the covariance of output j of vector a with output k of vector b starts. */
    int covariance(int a, int j, int b, int k) {
        if (a > b) {
            return covariance(b, k, a, j);
        }
        int block = blocks[a * vectors + b];
        if (a < b) {
            return block + (j * outputs + k) * groups;
        }
        int low = Math.min(j, k);
        int high = Math.max(j, k);
        return block + pair(low, high) * groups;
    }

    /**
     * Where the only block C starts if there is one output; that of x starts at 0 then, so that x of slot s lies at s itself.
     * Kernels that read states and rows of modes by one index rely on it.
     */
    int variance() {
        if (outputs != 1) {
            throw new IllegalStateException("there are " + outputs + " outputs, not one");
        }
        return covariance(0, 0);
    }

    /** Where the numbers q_kj of the second moment start, spectrum by spectrum. */
    int moments() {
        return moments;
    }

    /** k, how many modes share full covariances. */
    int denseModes() {
        return dense;
    }

    /** The rows l k of a full covariance. */
    int denseRows() {
        return outputs * dense;
    }

    /** Where the full covariance of vectors a &lt;= b starts; its row of mode r of output j of vector a is j k + r. */
    int dense(int a, int b) {
        return blocks[a * vectors + b] + (a == b ? pairs() : outputs * outputs) * groups;
    }

    /** tr Cov of an output of a vector, all modes together. */
    double variance(double[] state, int vector, int output) {
        double sum = Kernels.sum(state, covariance(vector, output, vector, output), groups);
        int from = dense(vector, vector);
        for (int r = output * dense; r < (output + 1) * dense; r++) {
            sum += state[from + r * denseRows() + r];
        }
        return sum;
    }

    /**
     * Adds the state of one vector, times a factor, to that of an iterate.
     *
     * @param alone the layout of the iterate's state alone
     */
    void addVector(double[] state, int vector, double factor, StateLayout alone, double[] result) {
        Kernels.add(result, alone.iterate(0), factor, state, mean(vector, 0), outputs * slots);
        int covariances = pairs() * groups + denseRows() * denseRows();
        int from = covariance(vector, 0, vector, 0);
        Kernels.add(result, alone.covariance(0, 0), factor * factor, state, from, covariances);
        Kernels.add(result, alone.trained(0), factor, state, trained(vector), parameters);
    }

    /** How many numbers the second moment has, without those of trained parameters. */
    int momentCount() {
        return momentCount;
    }

    /**
     * Where the accumulator S lies.
     *
     * @return its position
     */
    public int accumulator() {
        return size - 1;
    }
}
