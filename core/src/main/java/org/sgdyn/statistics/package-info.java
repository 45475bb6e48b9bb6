/** The statistics that come with core: functions of the order parameters, which theory and simulation share. */
package org.sgdyn.statistics;
