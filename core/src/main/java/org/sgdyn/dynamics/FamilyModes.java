package org.sgdyn.dynamics;

import org.sgdyn.model.LearningProblem;
import org.sgdyn.model.ModeTable;
import org.sgdyn.spi.Families;
import org.sgdyn.spi.ModeParameters;

/**
 * The modes of exchangeable classes, class by class. Each group has 2 L slots: one along each class's mean, all of which are orthogonal,
 * and one along each column of the initial iterate. No array of that size is kept: entries follow from the few that are known in
 * reduced coordinates.
 */
@SuppressWarnings("deprecation") // what version 0.1 had in OrderParameters
final class FamilyModes extends FamilyParameters implements ModeParameters {

    private final LearningProblem problem;
    private final ModeTable modes;

    /** Order parameters class by class, mode by mode. */
    FamilyModes(ModeParameters reduced, LearningProblem problem, Families families) {
        super(reduced, families);
        this.problem = problem;
        modes = problem.modes();
    }

    @Override
    public int groups() {
        return modes.groups();
    }

    @Override
    public double groupWeight(int group) {
        return modes.groupWeights()[group];
    }

    @Override
    public double groupPosition(int group) {
        return modes.groupPosition(group);
    }

    @Override
    public double groupEigenvalue(int group, int classIndex) {
        return modes.groupEigenvalues(families.family(classIndex))[group];
    }

    @Override
    public double groupCovariance(int group, int output, int otherOutput) {
        return families.entry(output, otherOutput, (j, k) -> reduced.groupCovariance(group, j, k));
    }

    @Override
    public double groupSquaredNorm(int group) {
        double sum = 0;
        for (int j = 0; j < modes.outputs(); j++) {
            double square = reduced.groupCovariance(group, j, j);
            for (int s = modes.slotStart(group); s < modes.slotStart(group + 1); s++) {
                square += reduced.slotIterate(s, j) * reduced.slotIterate(s, j);
            }
            sum += problem.multiplicity(j) * square;
        }
        return sum;
    }

    @Override
    public int slotStart(int group) {
        return 2 * families.classes() * group;
    }

    private int group(int slot) {
        return slot / (2 * families.classes());
    }

    @Override
    public double slotIterate(int slot, int output) {
        int place = slot % (2 * families.classes());
        boolean isInitial = place >= families.classes();
        int direction = place % families.classes();
        return families.entry(direction, output, (j, k) -> along(group(slot), j, isInitial, k));
    }

    /** The part of the iterate's coordinate k along the unit vector of the mean, or of the initial iterate's column, at coordinate j. */
    private double along(int group, int j, boolean isInitial, int k) {
        double[] vector = isInitial ? modes.slotInitials(j) : modes.slotMeans(j);
        double product = 0;
        double square = 0;
        for (int s = modes.slotStart(group); s < modes.slotStart(group + 1); s++) {
            product += vector[s] * reduced.slotIterate(s, k);
            square += vector[s] * vector[s];
        }
        return square == 0 ? 0 : product / Math.sqrt(square);
    }

    @Override
    public double slotMean(int slot, int classIndex) {
        int place = slot % (2 * families.classes());
        if (place != classIndex) {
            return 0;
        }
        int f = families.family(classIndex);
        double[] mean = modes.slotMeans(families.hasContrast(f) ? families.contrast(f) : f);
        double square = 0;
        for (int s = modes.slotStart(group(slot)); s < modes.slotStart(group(slot) + 1); s++) {
            square += mean[s] * mean[s];
        }
        return Math.sqrt(square);
    }

    @Override
    public double slotTeacher(int slot, int teacherOutput) {
        throw new IndexOutOfBoundsException("exchangeable classes have no teacher");
    }
}
