// The tree as text, exactly as CPython's `ast.dump` writes it. For tests and for people who
// learn the tree.
#ifndef GILT_COMPILER_AST_DUMP_H
#define GILT_COMPILER_AST_DUMP_H

#include <stdbool.h>
#include <stdio.h>

#include "compiler/ast.h"

// Writes `module` to `out` on one line, with `lineno=...` and so on if `with_positions`.
// Recurses along the tree. False when writing fails.
bool ast_dump(const Module *module, FILE *out, bool with_positions);

#endif
