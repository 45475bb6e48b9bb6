package org.sgdyn.spi;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Classes in families: those of one family are exchangeable, so that a permutation of them, of their means and of their outputs
 * leaves the dynamics as it is. A state that starts so stays so, and every vector with an entry per output and every matrix is known
 * by a few numbers, the <em>reduced coordinates</em>, whatever the number L = l of classes and outputs:
 *
 * <ul>
 *   <li>for each of the F families f, of n_f classes, the coordinate along the unit vector 1_f / sqrt(n_f), their <em>sum</em>;
 *   <li>for each family of two classes or more one coordinate along any unit vector of that family whose entries sum to 0, a
 *       <em>contrast</em>, which stands for n_f - 1 of the same.
 * </ul>
 *
 * <p>A matrix that is invariant under the permutations has a block F x F of sums, and a number for each contrast. The mean of the
 * logits of a class of family f is invariant under permutations of the others alone: besides its sums it has a component along
 * e_i - 1_f / n_f, which is the own logit's mean less that of another class of the family, and no other contrast. Sums come first, in
 * the order of the families, contrasts follow. Immutable.
 *
 * @since 0.2
 */
public final class Families {

    private final int[] familyOfClass;
    private final int[] sizes;
    private final int[] members;
    private final int[] contrasts;
    private final int[] multiplicities;

    private Families(int[] familyOfClass, int count) {
        this.familyOfClass = familyOfClass;
        sizes = new int[count];
        members = new int[count];
        for (int i = familyOfClass.length - 1; i >= 0; i--) {
            sizes[familyOfClass[i]]++;
            members[familyOfClass[i]] = i;
        }
        contrasts = new int[count];
        int next = count;
        for (int f = 0; f < count; f++) {
            contrasts[f] = sizes[f] > 1 ? next++ : -1;
        }
        multiplicities = new int[next];
        Arrays.fill(multiplicities, 0, count, 1);
        for (int f = 0; f < count; f++) {
            if (contrasts[f] >= 0) {
                multiplicities[contrasts[f]] = sizes[f] - 1;
            }
        }
    }

    /**
     * Families of classes.
     *
     * @param familyOfClass per class its family, 0..F-1, each of which has a class
     * @return the families
     * @throws IllegalArgumentException if a family is negative or has no class
     */
    public static Families of(int... familyOfClass) {
        int count = Arrays.stream(familyOfClass).max().orElse(-1) + 1;
        long present =
                Arrays.stream(familyOfClass).filter(f -> f >= 0).distinct().count();
        if (count == 0 || present < count || Arrays.stream(familyOfClass).anyMatch(f -> f < 0)) {
            throw new IllegalArgumentException("families are numbered from 0 on, and each has a class");
        }
        return new Families(familyOfClass.clone(), count);
    }

    /**
     * The number of families.
     *
     * @return F
     */
    public int count() {
        return sizes.length;
    }

    /**
     * The number of classes, of all families together.
     *
     * @return L
     */
    public int classes() {
        return familyOfClass.length;
    }

    /**
     * The number of reduced coordinates.
     *
     * @return F, and one for each family of two classes or more
     */
    public int coordinates() {
        return multiplicities.length;
    }

    /**
     * The size of a family.
     *
     * @param family f, 0-based
     * @return n_f &gt;= 1
     */
    public int size(int family) {
        return sizes[family];
    }

    /**
     * A class of a family.
     *
     * @param family f, 0-based
     * @return the first one, 0-based
     */
    public int member(int family) {
        return members[family];
    }

    /**
     * Another class of a family.
     *
     * @param family f, 0-based, of two classes or more
     * @return the second one, 0-based
     * @throws java.util.NoSuchElementException if there is one class
     */
    public int secondMember(int family) {
        return IntStream.range(members[family] + 1, familyOfClass.length)
                .filter(i -> familyOfClass[i] == family)
                .findFirst()
                .orElseThrow();
    }

    /**
     * The family of a class.
     *
     * @param classIndex i, 0-based
     * @return f, 0-based
     */
    public int family(int classIndex) {
        return familyOfClass[classIndex];
    }

    /**
     * Whether a family has contrasts.
     *
     * @param family f, 0-based
     * @return false for a class on its own
     */
    public boolean hasContrast(int family) {
        return contrasts[family] >= 0;
    }

    /**
     * The coordinate of a family's contrasts.
     *
     * @param family f, 0-based
     * @return F..coordinates() - 1; -1 if it has none
     */
    public int contrast(int family) {
        return contrasts[family];
    }

    /**
     * The family of a coordinate.
     *
     * @param coordinate a reduced coordinate
     * @return the family whose sum or contrast it is
     */
    public int familyOf(int coordinate) {
        int family = 0;
        while (coordinate != family && coordinate != contrasts[family]) {
            family++;
        }
        return family;
    }

    /**
     * How many directions a coordinate stands for.
     *
     * @param coordinate a reduced coordinate
     * @return 1 for a sum, n_f - 1 for a contrast
     */
    public int multiplicity(int coordinate) {
        return multiplicities[coordinate];
    }

    /** A matrix in reduced coordinates. */
    @FunctionalInterface
    public interface Reduced {

        /**
         * An entry.
         *
         * @param coordinate a reduced coordinate
         * @param other another one
         * @return the entry of both
         */
        double at(int coordinate, int other);
    }

    /**
     * An entry of an invariant matrix that is known in reduced coordinates.
     *
     * @param output j, 0-based
     * @param otherOutput k, 0-based
     * @param reduced its block of sums, and a number for each contrast with itself
     * @return the entry of outputs j and k
     */
    public double entry(int output, int otherOutput, Reduced reduced) {
        int a = family(output);
        int b = family(otherOutput);
        double sum = reduced.at(a, b) / Math.sqrt((double) size(a) * size(b));
        return a == b && hasContrast(a)
                ? sum + reduced.at(contrast(a), contrast(a)) * contrastEntry(output, otherOutput)
                : sum;
    }

    /**
     * An entry of a class's mean logits that are known in reduced coordinates.
     *
     * @param classIndex i, 0-based
     * @param output j, 0-based
     * @param reduced by coordinate, of which the sums and the contrast of the class's own family are read
     * @return the entry of output j
     */
    public double meanEntry(int classIndex, int output, IntToDoubleFunction reduced) {
        int f = family(output);
        double sum = reduced.applyAsDouble(f) / Math.sqrt(size(f));
        return f == family(classIndex) && hasContrast(f)
                ? sum + reduced.applyAsDouble(contrast(f)) * contrastEntry(classIndex, output)
                : sum;
    }

    /** The entry of the projection on the contrasts of a family, for two of its classes. */
    private double contrastEntry(int i, int j) {
        return (i == j ? 1 : 0) - 1.0 / size(family(i));
    }
}
