/** The statistics that come with core: functions of the order parameters, which theory and simulation share. */
@NullMarked
package org.sgdyn.statistics;

import org.jspecify.annotations.NullMarked;
