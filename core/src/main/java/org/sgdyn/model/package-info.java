/**
 * The mixture in its common eigenbasis, and the table of modes that both theory and simulation run on.
 */
package org.sgdyn.model;
