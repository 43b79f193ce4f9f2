// The line editor. Readline is driven by its callback interface from a poll loop of ours, so
// that Ctrl-C and output of other threads are handled between two keys, on the thread that
// edits.
#include "runtime/shell/line_editor.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <readline/history.h>
#include <readline/readline.h>

#include "runtime/objects/text_file.h"
#include "vm/thread/signals.h"
#include "vm/thread/thread_state.h"

#define HISTORY_MAX 2000

// Readline keeps its state in globals; so does its one user.
static struct {
    ThreadState *ts; // the thread that edits
    CompleteFunction complete;
    bool is_terminal;
    char history_file[4096];
    char *line;    // what the user entered
    bool has_line; // the handler was called
    int wake_pipe[2];
    pthread_mutex_t lock; // guards what follows
    bool is_editing;
    char *pending; // output of other threads, to be shown
    size_t pending_size;
} editor = {.wake_pipe = {-1, -1}, .lock = PTHREAD_MUTEX_INITIALIZER};

// Called by files before they write to the terminal: true if the editor takes the text over.
static bool divert_output(int fd, const char *text, size_t size) {
    if (fd > 2) {
        return false;
    }
    bool taken = false;
    pthread_mutex_lock(&editor.lock);
    if (editor.is_editing) {
        char *larger = realloc(editor.pending, editor.pending_size + size);
        if (larger) {
            memcpy(larger + editor.pending_size, text, size);
            editor.pending = larger;
            editor.pending_size += size;
            taken = true;
        }
    }
    pthread_mutex_unlock(&editor.lock);
    if (taken) {
        ssize_t ignored = write(editor.wake_pipe[1], "x", 1);
        (void)ignored;
    }
    return taken;
}

// Shows what other threads have printed above the line being edited.
static void show_pending(void) {
    pthread_mutex_lock(&editor.lock);
    char *text = editor.pending;
    size_t size = editor.pending_size;
    editor.pending = NULL;
    editor.pending_size = 0;
    pthread_mutex_unlock(&editor.lock);
    if (!text) {
        return;
    }
    rl_clear_visible_line();
    fwrite(text, 1, size, rl_outstream);
    if (text[size - 1] != '\n') {
        fputc('\n', rl_outstream);
    }
    fflush(rl_outstream);
    rl_forced_update_display();
    free(text);
}

static char **complete(const char *text, int start, int end) {
    (void)start;
    (void)end;
    rl_attempted_completion_over = 1; // never file names
    rl_completion_append_character = 0;
    if (!editor.complete) {
        return NULL;
    }
    thread_attach(editor.ts);
    char **names = editor.complete(editor.ts, text);
    thread_detach(editor.ts);
    return names;
}

static void line_entered(char *line) {
    editor.line = line;
    editor.has_line = true;
    rl_callback_handler_remove();
}

// Tab at the start of a line indents; otherwise it completes, and pressed again it lists.
static int tab_key(int count, int key) {
    (void)count;
    (void)key;
    if (strspn(rl_line_buffer, " \t") >= (size_t)rl_point) {
        return rl_insert_text("    "), 0;
    }
    return rl_complete_internal(rl_completion_mode(tab_key));
}

void line_editor_start(ThreadState *ts, bool is_terminal, CompleteFunction complete_function) {
    editor.ts = ts;
    editor.is_terminal = is_terminal;
    editor.complete = complete_function;
    if (!is_terminal) {
        return;
    }
    rl_readline_name = "gilt";
    rl_catch_signals = 0;
    rl_attempted_completion_function = complete;
    rl_basic_word_break_characters = " \t\n\"\\'`@$><=;|&{([,:+-*/%!~^)]}";
    rl_variable_bind("enable-bracketed-paste", "on");
    rl_bind_key('\t', tab_key);
    using_history();
    stifle_history(HISTORY_MAX);
    const char *home = getenv("HOME");
    const char *named = getenv("GILT_HISTORY");
    snprintf(editor.history_file, sizeof editor.history_file, "%s%s",
             named  ? named
             : home ? home
                    : "",
             named ? "" : "/.gilt_history");
    read_history(editor.history_file);
    if (pipe(editor.wake_pipe) == 0) {
        text_file_set_diversion(divert_output);
    }
}

void line_editor_stop(void) {
    if (!editor.is_terminal) {
        return;
    }
    text_file_set_diversion(NULL);
    write_history(editor.history_file);
    if (editor.wake_pipe[0] >= 0) {
        close(editor.wake_pipe[0]);
        close(editor.wake_pipe[1]);
    }
}

void line_editor_remember(const char *entry) {
    if (editor.is_terminal && *entry) {
        HIST_ENTRY *last =
            history_length > 0 ? history_get(history_base + history_length - 1) : NULL;
        if (!last || strcmp(last->line, entry) != 0) {
            add_history(entry);
        }
    }
}

static void set_editing(bool is_editing) {
    pthread_mutex_lock(&editor.lock);
    editor.is_editing = is_editing;
    pthread_mutex_unlock(&editor.lock);
}

// Abandons the line after Ctrl-C.
static void abandon_line(void) {
    rl_free_line_state();
    rl_callback_sigcleanup();
    rl_replace_line("", 0);
    rl_crlf();
    rl_callback_handler_remove();
}

// Edits one line; detached.
static LineResult edit(Interpreter *interpreter, const char *prompt) {
    editor.has_line = false;
    rl_callback_handler_install(prompt, line_entered);
    set_editing(true);
    LineResult result = LINE_READ;
    while (!editor.has_line) {
        struct pollfd polls[2] = {{.fd = 0, .events = POLLIN},
                                  {.fd = editor.wake_pipe[0], .events = POLLIN}};
        if (signals_poll(interpreter, polls, 2, -1)) {
            abandon_line();
            result = LINE_INTERRUPTED;
            break;
        }
        if (polls[1].revents & POLLIN) {
            char drained[64];
            ssize_t ignored = read(editor.wake_pipe[0], drained, sizeof drained);
            (void)ignored;
            show_pending();
        }
        if (polls[0].revents) {
            rl_callback_read_char();
        }
    }
    set_editing(false);
    pthread_mutex_lock(&editor.lock);
    bool has_pending = editor.pending != NULL;
    pthread_mutex_unlock(&editor.lock);
    if (has_pending) {
        show_pending();
    }
    if (result == LINE_READ && !editor.line) {
        result = LINE_END;
    }
    return result;
}

// Reads a line from a pipe or a file; detached.
static LineResult read_plain(Interpreter *interpreter) {
    size_t capacity = 0;
    editor.line = NULL;
    errno = 0;
    ssize_t length;
    while ((length = getline(&editor.line, &capacity, stdin)) < 0) {
        bool is_signal = errno == EINTR;
        clearerr(stdin);
        if (is_signal && !signals_take_interrupt(interpreter)) {
            continue; // another signal: its handler runs when the line has been read
        }
        free(editor.line);
        editor.line = NULL;
        return is_signal ? LINE_INTERRUPTED : LINE_END;
    }
    if (length > 0 && editor.line[length - 1] == '\n') {
        editor.line[length - 1] = 0;
    }
    return LINE_READ;
}

LineResult line_editor_read(ThreadState *ts, const char *prompt, char **line) {
    Interpreter *interpreter = ts->interpreter;
    thread_detach(ts);
    LineResult result =
        editor.is_terminal ? edit(interpreter, prompt) : read_plain(interpreter);
    thread_attach(ts);
    *line = editor.line;
    editor.line = NULL;
    return result;
}
