// The tables of --stats and %top: what threads did with the GIL, what locks cost.
#ifndef GILT_RUNTIME_SHELL_STATS_REPORT_H
#define GILT_RUNTIME_SHELL_STATS_REPORT_H

#include <stdio.h>

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// Prints both tables. The event log is on, or was (vm/thread/event_log.h).
void stats_report_print(ThreadState *ts, FILE *out) ATTACHED;

// Prints the table of locks alone, at most so many, with `end` behind each line.
void stats_report_locks(ThreadState *ts, FILE *out, size_t most, const char *end) ATTACHED;

// Says, if there were other interpreters, that a report is about one of them only.
void stats_print_others(ThreadState *ts, FILE *out) ANY_THREAD;

// Writes a time in at most 7 characters: "1.25 ms", "340 us", "12.0 s".
void stats_format_time(char *text, size_t size, uint64_t ns);

#endif
