// The module builtins.
#ifndef GILT_RUNTIME_BUILTINS_BUILTINS_H
#define GILT_RUNTIME_BUILTINS_BUILTINS_H

#include "vm/base/contract.h"
#include "vm/object/native.h"

// The tables that the module is gathered from.
extern const NativeDef object_builtins[]; // inspection.c: getattr, isinstance, dir, ...
extern const NativeDef number_builtins[]; // numbers.c: abs, divmod, pow, round, chr, ...
extern const NativeDef import_builtins[]; // runtime/import/statement.c: __import__
extern const NativeDef source_builtins[]; // evaluation.c: compile, eval, exec, globals, locals

// Fills Interpreter.builtins and makes the module. False: exception set.
bool builtins_set_up(ThreadState *ts) ATTACHED;

#endif
