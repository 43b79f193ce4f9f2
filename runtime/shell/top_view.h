// %top: what every thread did in the last moment, drawn anew again and again.
#ifndef GILT_RUNTIME_SHELL_TOP_VIEW_H
#define GILT_RUNTIME_SHELL_TOP_VIEW_H

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// On a terminal: a view of its own, drawn once per interval until q or Ctrl-C; its last state
// stays behind. Otherwise the table is printed once, after one interval. The event log is on
// meanwhile. `interval_ns` is above 0.
void top_view_run(ThreadState *ts, uint64_t interval_ns) ATTACHED;

#endif
