// What the report of a SyntaxError has that others have not: its place, and its message alone.
#ifndef GILT_RUNTIME_BUILTINS_REPORT_SYNTAX_H
#define GILT_RUNTIME_BUILTINS_REPORT_SYNTAX_H

#include "runtime/objects/str_builder.h"
#include "vm/base/contract.h"
#include "vm/object/layouts.h"

// Appends file and line, and the source line with "^" under the range; nothing without a line.
// False with the exception set, as below.
bool report_syntax_place(StrBuilder *out, ThreadState *ts,
                         const Exception *exception) ATTACHED RUNS_GUEST;

// Appends ": message"; behind it the file, if there is no line.
bool report_syntax_message(StrBuilder *out, const Exception *exception) ATTACHED RUNS_GUEST;

#endif
