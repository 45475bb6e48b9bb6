/**
 * The mean-field dynamics: the ODE system of arXiv:2510.14074 mode by mode, and the order parameters read off its state.
 */
package org.sgdyn.dynamics;
