/** Networks of two layers, whose first layer is the iterate: their losses, activations and expectations. */
@NullMarked
package org.sgdyn.losses.network;

import org.jspecify.annotations.NullMarked;
