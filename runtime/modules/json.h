// The two halves of the module _json.
#ifndef GILT_RUNTIME_MODULES_JSON_H
#define GILT_RUNTIME_MODULES_JSON_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// scan(text, index, strict, object_hook, object_pairs_hook, parse_float, parse_int,
// parse_constant): a tuple of the value that begins at the index, and where it ends.
// JSONDecodeError.
Ref json_scan(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

// encode(value, default, indent, item_separator, key_separator, flags): the text. TypeError,
// ValueError, RecursionError.
Ref json_encode(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

// quote(text, ensure_ascii): a string as JSON has it.
Ref json_quote(ThreadState *ts, const Value *arguments) ATTACHED;

#endif
