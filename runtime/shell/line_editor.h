// Reading lines at the prompt: GNU Readline on a terminal, plain reads from anything else.
//
// While a line is being edited the thread is detached: other threads run. What they print is
// handed to the editor, which shows it above the line being typed.
#ifndef GILT_RUNTIME_SHELL_LINE_EDITOR_H
#define GILT_RUNTIME_SHELL_LINE_EDITOR_H

#include <stdbool.h>

#include "vm/base/contract.h"
#include "vm/object/thread_state.h"

typedef enum LineResult {
    LINE_READ,        // *line is the line without its newline, malloc'ed
    LINE_END,         // end of input (Ctrl-D)
    LINE_INTERRUPTED, // Ctrl-C: the line is abandoned
} LineResult;

// Names that complete `text`, as a malloc'ed null-terminated array of malloc'ed strings, the
// first of which is their common beginning (Readline's convention); null if there are none.
// Called attached.
typedef char **(*CompleteFunction)(ThreadState *ts, const char *text);

// Prepares the editor: history, completion. Without a terminal Readline is not touched.
void line_editor_start(ThreadState *ts, bool is_terminal, CompleteFunction complete) ATTACHED;
// Saves the history.
void line_editor_stop(void);
// Reads one line. The thread is detached meanwhile.
LineResult line_editor_read(ThreadState *ts, const char *prompt,
                            char **line) ATTACHED RUNS_GUEST;
// Adds an entry to the history.
void line_editor_remember(const char *entry);

#endif
