// What a run of `gilt compare` tells the comparison about itself: one line in a file, written
// by the run at its end and read by the process that started it.
#ifndef GILT_RUNTIME_SHELL_COMPARE_STATS_H
#define GILT_RUNTIME_SHELL_COMPARE_STATS_H

#include "runtime/shell/expectation.h"
#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

typedef struct CompareStats {
    uint64_t switches; // of the GIL
    uint64_t wait_ns;  // for the GIL, all threads together
    uint64_t windows;  // these three as in CollisionCounts; all 0 unless the run was watched
    uint64_t switches_in_windows;
    uint64_t collisions;
    ExpectResult expectation;
    int64_t lost; // updates, see expectation_check
} CompareStats;

// Evaluates the expectation, if there is one, and writes the line. Without a file there is
// nobody to tell.
void compare_stats_write(ThreadState *ts, const char *path,
                         const char *expect) ATTACHED RUNS_GUEST;

// Reads the line; all zero if the run did not get as far as writing it.
CompareStats compare_stats_read(const char *path);

#endif
