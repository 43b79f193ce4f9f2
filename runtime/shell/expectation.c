// Finding and evaluating expectations (expectation.h).
#include "runtime/shell/expectation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/shell/run.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define MARKER "# gilt: expect "

char *expectation_in(const char *text, size_t size) {
    const char *found = memmem(text, size, MARKER, strlen(MARKER));
    if (!found) {
        return NULL;
    }
    found += strlen(MARKER);
    const char *end = memchr(found, '\n', size - (size_t)(found - text));
    return strndup(found, end ? (size_t)(end - found) : size - (size_t)(found - text));
}

// RIGHT - LEFT of LEFT == RIGHT, 0 if that is no number.
static int64_t count_lost(ThreadState *ts, const char *expression) ATTACHED {
    const char *equals = strstr(expression, "==");
    size_t size = strlen(expression) + 16;
    char *difference = equals ? malloc(size) : NULL;
    if (!difference) {
        return 0;
    }
    snprintf(difference, size, "(%s) - (%.*s)", equals + 2, (int)(equals - expression),
             expression);
    Ref result = run_expression(ts, difference, "<expect>");
    free(difference);
    int64_t lost = !ref_is_null(result) && value_is_small_int(borrow(result))
                       ? value_to_int(borrow(result))
                       : 0;
    ref_drop(ts, result);
    error_clear(ts);
    return lost;
}

ExpectResult expectation_check(ThreadState *ts, const char *expression, int64_t *lost) {
    *lost = 0;
    Ref result = run_expression(ts, expression, "<expect>");
    int truth = ref_is_null(result) ? -1 : value_truth(ts, borrow(result));
    ref_drop(ts, result);
    if (truth < 0) {
        run_report(ts);
        return EXPECT_RAISES;
    }
    *lost = count_lost(ts, expression);
    return truth ? EXPECT_HOLDS : EXPECT_FAILS;
}
