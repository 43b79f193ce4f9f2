// match statements. See codegen.h.
#include "compiler/codegen.h"

void codegen_match(Codegen *c, const Stmt *stmt) {
    codegen_fail(c, stmt->range, "match is not supported yet");
}
