package org.sgdyn.spi;

/**
 * How a loss turns logits into a predicted class; it defines the misclassification error.
 *
 * @since 0.1
 */
public enum DecisionRule {
    /** The loss does not classify: no error is reported. */
    NONE,
    /**
     * One output: r &gt; 0 predicts the positive class, r &lt;= 0 the negative one. A class is positive when its label
     * is &gt; 0, so labels 0/1 and -1/+1 both work.
     */
    SIGN,
    /** One output per class: the largest logit wins, the lowest index on a tie. */
    LARGEST_LOGIT,
    /**
     * The loss decides, from logits and trained parameters: {@link Loss#misclassifies} sample by sample,
     * {@link LossMoments#error} on average.
     *
     * @since 0.2
     */
    OWN
}
