/** Executors that come with core. */
package org.sgdyn.execution;
