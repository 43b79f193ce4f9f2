// The parser: source text in, syntax tree out.
//
// Recursive descent for statements and patterns, precedence climbing for operators, with one
// token of lookahead that may be rewound where Python's soft keywords need it. It never
// recurses without counting, so no input overflows the C stack.
//
// What it leaves to scope analysis: duplicate parameters, `return` and `yield` outside a
// function, `break` and `continue` outside a loop, misplaced `nonlocal`, `global` after use,
// names bound twice in a pattern, assignments to `__debug__`, `from __future__` rules.
#ifndef GILT_COMPILER_PARSER_H
#define GILT_COMPILER_PARSER_H

#include "compiler/arena.h"
#include "compiler/ast.h"
#include "compiler/diagnostics.h"
#include "compiler/source.h"

// Parses `source` and returns its tree, which lives in `arena` and borrows `source`.
// On failure returns null with exactly one error in `out`; on success `out` is cleared.
// In PARSE_INTERACTIVE mode one statement is read as CPython's "single" mode does: a
// compound statement needs an empty line behind it, and `out->is_incomplete` says that the text
// may still become a program when lines are added (an open bracket or triple quote, a header
// without its body, a trailing backslash, a block not yet ended by an empty line). O(size of
// the source). Any thread; no state is shared.
Module *parse_module(Arena *arena, const Source *source, ParseMode mode, Diagnostic *out);

#endif
