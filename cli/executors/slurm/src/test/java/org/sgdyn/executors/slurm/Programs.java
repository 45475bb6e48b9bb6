package org.sgdyn.executors.slurm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;

/**
 * A directory of programs that stand for those of a scheduler. Jobs are processes of this machine; a file {@code pid.JOB.TASK} of
 * {@code state/} holds the process, and a file {@code lines} every call.
 */
final class Programs {

    static final Pace QUICK = new Pace(millis(20), millis(20), millis(20), millis(200));

    private final Path bin;
    private final Path state;

    private Programs(Path bin, Path state) {
        this.bin = bin;
        this.state = state;
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    static Programs in(Path directory) throws IOException {
        return new Programs(
                Files.createDirectories(directory.resolve("bin")), Files.createDirectories(directory.resolve("state")));
    }

    Path state() {
        return state;
    }

    Shell shell() {
        return new Shell(Map.of("PATH", bin + ":/usr/bin:/bin", "STATE", state.toString()), Duration.ofMinutes(1));
    }

    Programs with(String name, String... lines) throws IOException {
        Path file = bin.resolve(name);
        Files.writeString(
                file, "#!/bin/sh\necho " + name + " \"$@\" >>$STATE/lines\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    /** Every call so far. */
    String lines() throws IOException {
        return Files.readString(state.resolve("lines"));
    }

    /** The scheduler Slurm: as many of its commands as are used. */
    Programs slurm() throws IOException {
        return with(
                        "sbatch",
                        "job=$(($(cat $STATE/last 2>/dev/null || echo 100) + 1)); echo $job >$STATE/last",
                        "for word; do case $word in",
                        "  --array=*) array=${word#--array=};;",
                        "  --output=*) output=${word#--output=};;",
                        "esac; script=$word; done",
                        "tasks=$(echo $array | tr , '\\n' | while IFS=- read low high; do seq $low ${high:-$low}; done)",
                        "for task in $tasks; do",
                        "  log=$(echo \"$output\" | sed -e s/%A/$job/ -e s/%a/$task/)",
                        "  SLURM_ARRAY_TASK_ID=$task SLURM_CPUS_ON_NODE=3 SLURM_MEM_PER_NODE=400 \\",
                        "    setsid sh \"$script\" >\"$log\" 2>&1 &",
                        "  echo $! >$STATE/pid.$job.$task",
                        "done",
                        "echo $job")
                .with(
                        "squeue",
                        "for word; do job=$word; done",
                        "ls $STATE | grep -q pid.$job. || { echo 'slurm_load_jobs error: Invalid job id specified' >&2; exit 1; }",
                        "for file in $STATE/pid.$job.*; do",
                        "  if kill -0 $(cat $file) 2>/dev/null; then echo ${file##*.} RUNNING None",
                        "  else echo ${file##*.} $(cat $STATE/end 2>/dev/null || echo COMPLETED) None; fi",
                        "done");
    }

    /** A scheduler that is told the size of an array, and knows arrays as a whole. */
    Programs queue() throws IOException {
        return with(
                        "qsub",
                        "job=$(($(cat $STATE/last 2>/dev/null || echo 100) + 1)); echo $job >$STATE/last",
                        "for task in $(seq 1 ${2#1-}); do",
                        "  PBS_ARRAY_INDEX=$task NCPUS=5 setsid sh \"$3\" >$STATE/out.$job.$task 2>&1 &",
                        "  echo $! >$STATE/pid.$job.$task",
                        "done",
                        "echo $job'[].server'")
                .with(
                        "qstat",
                        "for file in $STATE/pid.${1%'[]'}.*; do",
                        "  if kill -0 $(cat $file) 2>/dev/null; then echo there; exit; fi",
                        "done; exit 35");
    }
}
