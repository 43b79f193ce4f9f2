// The end of a watched run: `gilt timeline SCRIPT`, and --timeline FILE on any run; and what
// %timeline and %handover at the prompt share with them.
#ifndef GILT_RUNTIME_SHELL_TIMELINE_COMMAND_H
#define GILT_RUNTIME_SHELL_TIMELINE_COMMAND_H

#include "runtime/shell/command_line.h"
#include "runtime/shell/timeline_writers.h"
#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

// Writes what the event log holds as the command line asks. False after a message on stderr.
bool timeline_command_finish(ThreadState *ts, const CommandLine *line) ATTACHED;

// Draws one hand-over of what the event log holds, on stdout. False after a message.
bool timeline_command_draw_one(ThreadState *ts) ATTACHED;

#endif
