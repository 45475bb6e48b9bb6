/** Result files: tables in CSV, JSON lines and NPZ, the summary in JSON, and the directory that receives them all or nothing. */
@NullMarked
package org.sgdyn.cli.result;

import org.jspecify.annotations.NullMarked;
