// The read-eval-print loop.
//
// Lines are gathered until the compiler says that a construct is complete; a line that starts
// with % is a magic (magics.c). Input from a pipe is handled the same way, only without prompts
// and Readline; there a line that is not indented also ends a block, as an empty line does at
// the prompt.
#include "runtime/shell/prompt.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "runtime/builtins/compile_source.h"
#include "runtime/builtins/report.h"
#include "runtime/builtins/streams.h"
#include "runtime/objects/runtime_state.h"
#include "runtime/shell/completion.h"
#include "runtime/shell/line_editor.h"
#include "runtime/shell/magics.h"
#include "runtime/shell/run.h"
#include "runtime/shell/terminal.h"
#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/mode.h"
#include "vm/thread/safe_point.h"

// The lines of the construct being entered.
typedef struct Gathered {
    char *text;
    size_t size;
} Gathered;

static bool gather(Gathered *gathered, const char *line) {
    size_t length = strlen(line);
    char *larger = realloc(gathered->text, gathered->size + length + 2);
    if (!larger) {
        return false;
    }
    memcpy(larger + gathered->size, line, length);
    larger[gathered->size + length] = '\n';
    larger[gathered->size + length + 1] = 0;
    gathered->text = larger;
    gathered->size += length + 1;
    return true;
}

static void forget(Gathered *gathered) {
    free(gathered->text);
    *gathered = (Gathered){0};
}

// What run_report says, with the handling that a prompt needs: it goes on after everything but
// SystemExit.
static bool report(ThreadState *ts, bool *exits, int *status) ATTACHED {
    *exits = error_matches(ts, EXC_SYSTEM_EXIT);
    *status = run_report(ts);
    return false;
}

static bool run_code(ThreadState *ts, Ref code, bool *exits, int *status) ATTACHED {
    Object *dict = run_main_dict(ts);
    Ref result =
        dict ? execute_code(ts, (Code *)value_object(borrow(code)), dict, NO_VALUE) : NO_REF;
    ref_drop(ts, code);
    ref_drop(ts, result);
    bool ok = !error_is_set(ts) || report(ts, exits, status);
    streams_flush(ts);
    return ok;
}

bool prompt_execute(ThreadState *ts, const char *text, bool shows, bool *exits, int *status) {
    *exits = false;
    size_t size = strlen(text);
    report_register_source(ts, "<stdin>", text, size);
    SourceMode mode = shows ? SOURCE_INTERACTIVE : SOURCE_MODULE;
    Ref code = source_to_code(ts, text, size, "<stdin>", mode, 0);
    return ref_is_null(code) ? report(ts, exits, status) : run_code(ts, code, exits, status);
}

typedef struct Prompt {
    ThreadState *ts;
    bool is_terminal;
    unsigned inputs; // how many have been taken, from a pipe: compiled
    bool has_colour;
    Gathered gathered;
    bool exits;
    int status;
} Prompt;

// What stands for the file name of an input. Each has its own, so that tracebacks find its
// lines later. Reports say <stdin> for all inputs of a pipe.
static void name_input(const Prompt *prompt, char *name, size_t size) {
    const char *format = prompt->is_terminal ? "<python-input-%u>" : "<stdin>-%u";
    snprintf(name, size, format, prompt->inputs);
}

// Compiles what has been gathered: runs it, reports its error, or asks for more lines (false).
static bool try_gathered(Prompt *prompt) ATTACHED {
    ThreadState *ts = prompt->ts;
    Gathered *gathered = &prompt->gathered;
    bool is_incomplete = false;
    char name[32];
    name_input(prompt, name, sizeof name);
    report_register_source(ts, name, gathered->text, gathered->size);
    Ref code = source_to_code_or_more(ts, gathered->text, gathered->size, name,
                                      SOURCE_INTERACTIVE, 0, &is_incomplete);
    if (is_incomplete) {
        return false;
    }
    prompt->inputs += prompt->is_terminal || !ref_is_null(code);
    if (gathered->size > 0) {
        gathered->text[gathered->size - 1] = 0;
        line_editor_remember(gathered->text);
    }
    if (ref_is_null(code)) {
        report(ts, &prompt->exits, &prompt->status);
    } else {
        run_code(ts, code, &prompt->exits, &prompt->status);
    }
    forget(gathered);
    return true;
}

// Whether the line goes on with a block that an unindented line would otherwise end.
static bool continues_block(const char *line) {
    static const char *const WORDS[] = {"else", "elif", "except", "finally", "case"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        size_t length = strlen(WORDS[i]);
        if (strncmp(line, WORDS[i], length) == 0 && !isalnum((unsigned char)line[length]) &&
            line[length] != '_') {
            return true;
        }
    }
    return line[0] == ')' || line[0] == ']' || line[0] == '}' || line[0] == '#';
}

// Without a terminal, an unindented line ends the block before it, if that is complete then.
static void end_block_before(Prompt *prompt, const char *line) ATTACHED {
    if (prompt->gathered.size == 0 || line[0] == 0 || isspace((unsigned char)line[0]) ||
        continues_block(line)) {
        return;
    }
    Gathered copy = {0};
    if (!gather(&copy, prompt->gathered.text)) {
        return;
    }
    bool is_complete = source_is_right(copy.text, copy.size, SOURCE_INTERACTIVE);
    forget(&copy);
    if (is_complete && gather(&prompt->gathered, "")) {
        try_gathered(prompt);
    }
}

// One line of input.
static void take_line(Prompt *prompt, const char *line) ATTACHED {
    ThreadState *ts = prompt->ts;
    if (prompt->gathered.size == 0) {
        const char *start = line + strspn(line, " \t");
        if (*start == 0) {
            return;
        }
        if (*start == '%') {
            line_editor_remember(line);
            magic_run(ts, start, &prompt->exits, &prompt->status);
            streams_flush(ts);
            return;
        }
    }
    if (gather(&prompt->gathered, line)) {
        try_gathered(prompt);
    }
}

// A pasted text comes as one line with newlines in it.
static void take_input(Prompt *prompt, char *input) ATTACHED {
    bool is_pasted = strchr(input, '\n') != NULL;
    char *rest = input;
    while (rest && !prompt->exits) {
        char *line = rest;
        char *newline = strchr(line, '\n');
        if (newline) {
            *newline = 0;
        }
        rest = newline ? newline + 1 : NULL;
        if (!prompt->is_terminal || is_pasted) {
            end_block_before(prompt, line);
        }
        if (!prompt->exits) {
            take_line(prompt, line);
        }
    }
}

// str(sys.ps1) or str(sys.ps2), as UTF-8; null if there is none or that raises. The caller
// frees it with buffer_free.
static char *ps_text(ThreadState *ts, const char *name) ATTACHED RUNS_GUEST {
    Ref value = dict_get_text(ts, ts->interpreter->sys_dict, name);
    Ref text = ref_is_null(value) ? NO_REF : value_str(ts, borrow(value));
    char *bytes = ref_is_null(text) ? NULL : str_to_utf8(ts, borrow(text), NULL);
    ref_drop(ts, text);
    ref_drop(ts, value);
    error_clear(ts);
    return bytes;
}

// Reads a line with the prompt that sys.ps1 or, within a construct, sys.ps2 asks for.
static LineResult read_line(const Prompt *prompt, char **input) ATTACHED RUNS_GUEST {
    char shown[256] = "";
    if (prompt->is_terminal) {
        char *text = ps_text(prompt->ts, prompt->gathered.size == 0 ? "ps1" : "ps2");
        // \001 and \002 tell Readline that what is between them takes no room.
        snprintf(shown, sizeof shown,
                 prompt->has_colour ? "\001\033[1;32m\002%.200s\001\033[0m\002" : "%.200s",
                 text ? text : "");
        buffer_free(prompt->ts, text);
    }
    return line_editor_read(prompt->ts, shown, input);
}

// sys.ps1 and sys.ps2, unless the program has set them before (-i).
static void set_ps(ThreadState *ts, const char *name, const char *text) ATTACHED {
    Ref old = dict_get_text(ts, ts->interpreter->sys_dict, name);
    Ref value = ref_is_null(old) ? str_from_text(ts, text) : NO_REF;
    if (!ref_is_null(value)) {
        dict_set_text(ts, ts->interpreter->sys_dict, name, borrow(value));
    }
    ref_drop(ts, value);
    ref_drop(ts, old);
    error_clear(ts);
}

static void print_banner(ThreadState *ts) ATTACHED {
    printf("gilt " GILT_VERSION
           " (Python 3.13), GIL %s. Type %%help for help, Ctrl-D to leave.\n",
           mode_get(ts) == GIL_ON ? "on" : "off");
    fflush(stdout);
}

int prompt_run(ThreadState *ts, const CommandLine *line) {
    bool is_terminal = isatty(0) && isatty(1);
    Prompt prompt = {
        .ts = ts,
        .is_terminal = is_terminal,
        .has_colour = is_terminal && terminal_has_colour(),
    };
    runtime_state(ts)->options.interactive = true;
    set_ps(ts, "ps1", ">>> ");
    set_ps(ts, "ps2", "... ");
    run_main_dict(ts);
    if (is_terminal && !line->quiet) {
        print_banner(ts);
    }
    line_editor_start(ts, is_terminal, completion_names);
    while (!prompt.exits) {
        char *input = NULL;
        LineResult result = read_line(&prompt, &input);
        if (result == LINE_END) {
            if (prompt.gathered.size > 0 && gather(&prompt.gathered, "")) {
                try_gathered(&prompt);
            }
            if (is_terminal) {
                putchar('\n');
            }
            break;
        }
        if (result == LINE_INTERRUPTED) {
            fputs("KeyboardInterrupt\n", stderr);
            forget(&prompt.gathered);
            continue;
        }
        take_input(&prompt, input);
        free(input);
    }
    forget(&prompt.gathered);
    line_editor_stop();
    return prompt.exits ? prompt.status : 0;
}
