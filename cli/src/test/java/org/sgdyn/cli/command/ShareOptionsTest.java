package org.sgdyn.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgdyn.execution.Share;

final class ShareOptionsTest {

    private static Map<String, String> variables(String text) {
        Map<String, String> variables = new HashMap<>();
        for (String each : text.split(" ", -1)) {
            String[] pair = each.split("=", 2);
            variables.put(pair[0], pair[1]);
        }
        return variables;
    }

    @Test
    void numbersCountFromOneOrFromZero() {
        assertThat(ShareOptions.share("3/8", Map.of())).isEqualTo(new Share(3, 8));
        assertThat(ShareOptions.share("0/8", Map.of()).has(16)).isTrue();
        assertThat(ShareOptions.share("8/8", Map.of()).has(16)).isTrue();
        assertThat(ShareOptions.share("1/1", Map.of()).isAll()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3",
                "3/",
                "/8",
                "9/8",
                "-1/8",
                "1/0",
                "0/0",
                "a/b",
                "1/2/3",
                "99999999999/99999999999",
                "Auto"
            })
    void whatIsNoShareIsRefused(String text) {
        assertThatThrownBy(() -> ShareOptions.share(text, Map.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageStartingWith("--shard");
    }

    /** Each scheduler's own variables, as its manual names them. */
    @ParameterizedTest
    @CsvSource({
        "SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_COUNT=8 SLURM_ARRAY_TASK_MIN=1 SLURM_ARRAY_TASK_STEP=1, 2, 8",
        "SLURM_ARRAY_TASK_ID=0 SLURM_ARRAY_TASK_COUNT=8 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_STEP=1, 0, 8",
        "SLURM_ARRAY_TASK_ID=9 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=5 SLURM_ARRAY_TASK_STEP=2, 2, 4",
        "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_COUNT=2 SGDYN_SHARDS=8, 7, 8",
        "SGE_TASK_ID=5 SGE_TASK_FIRST=1 SGE_TASK_LAST=9 SGE_TASK_STEPSIZE=2, 2, 5",
        "LSB_JOBINDEX=4 LSB_JOBINDEX_END=4, 3, 4",
        "AWS_BATCH_JOB_ARRAY_INDEX=3 AWS_BATCH_JOB_ARRAY_SIZE=4, 3, 4",
        "PBS_ARRAY_INDEX=8 SGDYN_SHARDS=8, 0, 8",
        "JOB_COMPLETION_INDEX=7 SGDYN_SHARDS=8, 7, 8"
    })
    void anArrayOfJobsTellsItsShares(String variables, int number, int shares) {
        Share share = ShareOptions.share("auto", variables(variables));
        assertThat(share).isEqualTo(new Share(number, shares));
    }

    @ParameterizedTest
    @CsvSource({
        "HOME=/, none of SLURM_ARRAY_TASK_ID",
        "JOB_COMPLETION_INDEX=3, set SGDYN_SHARDS",
        "JOB_COMPLETION_INDEX=3 SGDYN_SHARDS=0, must be >= 1",
        "JOB_COMPLETION_INDEX=three SGDYN_SHARDS=4, must be a whole number",
        // A share submitted again on its own: nothing tells of how many it is one.
        "SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_COUNT=2 SLURM_ARRAY_TASK_MIN=3 SLURM_ARRAY_TASK_STEP=1, give --shard K/N"
    })
    void whatCannotBeToldIsAskedFor(String variables, String words) {
        assertThatThrownBy(() -> ShareOptions.share("auto", variables(variables)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(words);
    }
}
