// Where broken invariants end, and the definition of the contract's capability.
#include "vm/base/check.h"

#include <stdio.h>
#include <stdlib.h>

#include "vm/base/contract.h"

struct WorldCapability WORLD;

_Noreturn void check_failed(const char *file, int line, const char *rule) {
    fprintf(stderr, "gilt: internal error at %s:%d: %s\n", file, line, rule);
    abort();
}
