// What a script says should hold at its end: `# gilt: expect counter == 4000000`.
#ifndef GILT_RUNTIME_SHELL_EXPECTATION_H
#define GILT_RUNTIME_SHELL_EXPECTATION_H

#include <stddef.h>

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

typedef enum ExpectResult {
    EXPECT_NONE,   // nothing was expected
    EXPECT_HOLDS,  // true
    EXPECT_FAILS,  // false
    EXPECT_RAISES, // it could not be evaluated
} ExpectResult;

// Finds the comment in a script's text and copies its expression, zero-terminated; null if
// there is none or no memory. The caller frees it.
char *expectation_in(const char *text, size_t size);

// Evaluates the expression in __main__. If it is LEFT == RIGHT and both are numbers, *lost is
// RIGHT - LEFT: the updates that were lost. Else 0.
ExpectResult expectation_check(ThreadState *ts, const char *expression,
                               int64_t *lost) ATTACHED RUNS_GUEST;

#endif
