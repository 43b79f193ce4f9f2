// The object library's own part of an interpreter, with every setting at its default.
#include "runtime/objects/runtime_state.h"

#include <stdlib.h>

#include "runtime/objects/int.h"

bool runtime_state_create(Interpreter *interpreter) {
    RuntimeState *state = calloc(1, sizeof *state);
    if (!state) {
        return false;
    }
    state->int_digit_limit = INT_DIGIT_LIMIT_DEFAULT;
    interpreter->runtime = state;
    return true;
}

void runtime_state_destroy(Interpreter *interpreter) {
    free(interpreter->runtime);
    interpreter->runtime = NULL;
}
