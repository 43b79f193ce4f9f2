// Text files: what open() gives and what sys.stdout is. UTF-8, with a buffer of their own.
#ifndef GILT_RUNTIME_OBJECTS_TEXT_FILE_H
#define GILT_RUNTIME_OBJECTS_TEXT_FILE_H

#include "vm/base/contract.h"
#include "vm/object/native.h"
#include "vm/thread/guest_lock.h"

typedef struct TextFile {
    Object head;
    GuestLock lock; // guards everything below; held while the file is read or written
    int fd;         // -1 when closed
    bool can_read;
    bool can_write;
    bool is_line_buffered;
    bool is_unbuffered;
    bool is_binary; // reads and writes bytes
    bool owns_fd;   // closes it
    bool at_end;    // read returned 0 bytes
    char *out;      // not yet written
    size_t out_used;
    char *in; // read, not yet handed out: in[in_start .. in_end)
    size_t in_start;
    size_t in_end;
    size_t in_capacity;
    Value name; // Str or int
    Value mode; // Str
} TextFile;

extern const TypeSpec text_file_type_spec;

// A file object for an open descriptor. Takes no reference to name and mode. NO_REF with
// MemoryError.
Ref text_file_new(ThreadState *ts, int fd, Value name, Value mode, bool owns_fd) ATTACHED;

// Writes UTF-8 text as one piece: no other thread's text comes in between. False with the
// exception set.
bool text_file_write(ThreadState *ts, TextFile *file, const char *text,
                     size_t size) ATTACHED RUNS_GUEST;

// Writes out what is buffered. False with OSError or ValueError (closed).
bool text_file_flush(ThreadState *ts, TextFile *file) ATTACHED RUNS_GUEST;

// A prompt that is being edited takes over what goes to the terminal: `divert` returns true if
// it has taken the text. Null: nobody does.
typedef bool (*OutputDiversion)(int fd, const char *text, size_t size);
void text_file_set_diversion(OutputDiversion divert);

// The next line with its newline, an empty text at the end, as Str (or bytes). NO_REF with the
// exception set.
Ref text_file_read_line(ThreadState *ts, TextFile *file) ATTACHED RUNS_GUEST;

#endif
