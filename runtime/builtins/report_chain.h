// The parts of a report, and what puts them together: chains and groups of exceptions.
#ifndef GILT_RUNTIME_BUILTINS_REPORT_CHAIN_H
#define GILT_RUNTIME_BUILTINS_REPORT_CHAIN_H

#include "runtime/objects/str_builder.h"
#include "vm/base/contract.h"
#include "vm/object/layouts.h"

// The frames of a traceback, without the line above them. `traceback` may be NO_VALUE. False
// with the exception set, as all of these.
bool report_stack(StrBuilder *out, ThreadState *ts, Value traceback) ATTACHED RUNS_GUEST;
// Class and message (with the place of a SyntaxError), then the notes. From `traceback`
// (NO_VALUE or None: there is none) comes where to look for the name that was meant.
bool report_message(StrBuilder *out, ThreadState *ts, Value exception,
                    Value traceback) ATTACHED RUNS_GUEST;
// Only the line with class and message, a proposal behind it.
bool report_headline(StrBuilder *out, ThreadState *ts, Value exception,
                     Value traceback) ATTACHED RUNS_GUEST;
// What is said of an exception that cannot go on: the frames with a line each, class and
// message.
bool report_briefly(StrBuilder *out, ThreadState *ts, Value exception) ATTACHED RUNS_GUEST;
// The exception with all that led to it, and all it contains.
bool report_chain(StrBuilder *out, ThreadState *ts, Value exception) ATTACHED RUNS_GUEST;

#endif
