/** The parts that come with core, brought by a plug-in like any other. */
package org.sgdyn.builtin;
