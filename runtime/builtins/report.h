// Reporting exceptions nobody handled, in CPython's form.
#ifndef GILT_RUNTIME_BUILTINS_REPORT_H
#define GILT_RUNTIME_BUILTINS_REPORT_H

#include "vm/base/contract.h"
#include "vm/object/object.h"
#include "vm/object/value.h"

// Prints the exception with its chain and tracebacks on sys.stderr. An exception of its own is
// swallowed.
void report_exception(ThreadState *ts, Value exception) ATTACHED RUNS_GUEST;

// The same as a Str: what traceback.format_exception joins to. NO_REF with the exception set.
Ref report_text(ThreadState *ts, Value exception) ATTACHED RUNS_GUEST;

// Remembers the text of input that is in no file ("<stdin>", "<string>"), for tracebacks.
bool report_register_source(ThreadState *ts, const char *file_name, const char *text,
                            size_t size) ATTACHED;

#endif
