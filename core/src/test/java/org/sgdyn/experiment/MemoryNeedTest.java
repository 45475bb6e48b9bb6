package org.sgdyn.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryNeedTest {

    private static final double GIBIBYTE = 1L << 30;

    @Test
    void adviceIsWhatAMachineCanFollow() {
        assertThat(MemoryNeed.advice(10 * GIBIBYTE)).isEqualTo(", or give more with SGDYN_JAVA_OPTS=-Xmx15g");
        assertThat(MemoryNeed.advice(9000 * GIBIBYTE)).doesNotContain("-Xmx");
    }
}
