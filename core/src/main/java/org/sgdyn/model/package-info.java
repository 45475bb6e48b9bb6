/**
 * The mixture in its common eigenbasis, and the table of modes that both theory and simulation run on.
 */
@NullMarked
package org.sgdyn.model;

import org.jspecify.annotations.NullMarked;
