// Both ends of the file between a run and its comparison: the line is written and read here, so
// that its fields stand side by side.
#include "runtime/shell/compare_stats.h"

#include <inttypes.h>
#include <stdio.h>

#include "vm/observe/collisions.h"
#include "vm/thread/gil.h"
#include "vm/thread/thread_state.h"

void compare_stats_write(ThreadState *ts, const char *path, const char *expect) {
    CompareStats stats = {.expectation = EXPECT_NONE};
    if (expect) {
        stats.expectation = expectation_check(ts, expect, &stats.lost);
    }
    GilStats gil = gil_stats_read(&ts->interpreter->gil->stats);
    CollisionCounts counts = collisions_counts(ts->interpreter);
    FILE *file = fopen(path, "w");
    if (file) {
        fprintf(file,
                "%" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %" PRIu64 " %d %" PRId64 "\n",
                gil.switches_forced + gil.switches_voluntary, gil.wait_ns, counts.windows,
                counts.switches, counts.collisions, (int)stats.expectation, stats.lost);
        fclose(file);
    }
}

CompareStats compare_stats_read(const char *path) {
    CompareStats stats = {.expectation = EXPECT_NONE};
    int expectation = EXPECT_NONE;
    FILE *file = fopen(path, "r");
    if (file) {
        int n = fscanf(
            file, "%" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %" SCNu64 " %d %" SCNd64,
            &stats.switches, &stats.wait_ns, &stats.windows, &stats.switches_in_windows,
            &stats.collisions, &expectation, &stats.lost);
        stats.expectation = (ExpectResult)expectation;
        fclose(file);
        if (n != 7) {
            stats = (CompareStats){.expectation = EXPECT_NONE};
        }
    }
    return stats;
}
