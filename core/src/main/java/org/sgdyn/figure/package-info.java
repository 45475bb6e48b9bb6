/** How figures are to look, as settings say it: texts with mathematics, and what is drawn. Nothing here draws. */
@NullMarked
package org.sgdyn.figure;

import org.jspecify.annotations.NullMarked;
