// Files: what open() gives and what sys.stdout is, text or bytes, with a buffer of their own.
#ifndef GILT_RUNTIME_OBJECTS_TEXT_FILE_H
#define GILT_RUNTIME_OBJECTS_TEXT_FILE_H

#include "runtime/objects/codec.h"
#include "vm/base/contract.h"
#include "vm/object/native.h"
#include "vm/thread/guest_lock.h"

// How lines end when they are read; what `newline=` says.
typedef enum NewlineMode {
    NEWLINE_UNIVERSAL,    // None: \n, \r and \r\n, all of them read as \n
    NEWLINE_UNTRANSLATED, // '': any of them, as it stands
    NEWLINE_LF,
    NEWLINE_CR,
    NEWLINE_CRLF,
} NewlineMode;

typedef struct TextFile {
    Object head;
    GuestLock lock; // guards everything below; held while the file is read or written
    int fd;         // -1 when closed
    bool can_read;
    bool can_write;
    bool is_line_buffered;
    bool is_unbuffered;
    bool is_binary;        // reads and writes bytes
    bool owns_fd;          // closes it
    bool is_detached;      // atomic; another file has taken over the descriptor
    bool has_read;         // atomic; text, since the last seek
    uint8_t newlines_seen; // atomic; bits: 1 for \r, 2 for \n, 4 for \r\n
    NewlineMode newline;
    CodecId codec; // UTF-8, ASCII or Latin-1
    char *out;     // not yet written
    size_t out_used;
    char *in; // read, not yet handed out: in[in_start .. in_end)
    size_t in_start;
    size_t in_end;
    size_t in_capacity;
    Value name;     // Str or int
    Value mode;     // Str
    Value encoding; // Str, or NO_VALUE: utf-8; text_file_setting()
    Value errors;   // Str, or NO_VALUE: strict; the same
    Value binary;   // the file below: of bytes, or without a buffer; made when asked for
} TextFile;

static inline TextFile *as_file(Value v) {
    return (TextFile *)(void *)value_object(v);
}

// Whether v is a file of the five native classes.
bool text_file_is(ThreadState *ts, Value v) ATTACHED;

// A file object for an open descriptor, of class `kind` (TEXT_FILE, BUFFERED_READER,
// BUFFERED_WRITER, BUFFERED_RANDOM or FILE_IO). Takes no reference to name and mode. NO_REF
// with MemoryError.
Ref text_file_new(ThreadState *ts, Kind kind, int fd, Value name, Value mode,
                  bool owns_fd) ATTACHED;

// The encoding or the errors of a file, which another thread may be changing; NO_REF for none.
Ref text_file_setting(ThreadState *ts, TextFile *file, const Value *place) ATTACHED;

// Writes UTF-8 text as one piece: no other thread's text comes in between. False with the
// exception set.
bool text_file_write(ThreadState *ts, TextFile *file, const char *text,
                     size_t size) ATTACHED RUNS_GUEST;

// Takes the file's lock. False with the exception set: what a signal handler raised meanwhile;
// RuntimeError if this thread has it already. At the end of the program it is taken from a
// thread that was cancelled.
bool text_file_lock(ThreadState *ts, TextFile *file) ATTACHED RUNS_GUEST;
// In the child after fork(): the file is free if another thread was using it.
void text_file_after_fork(const ThreadState *ts, TextFile *file) STOPPED;

// ValueError for a closed file. `what` completes what a buffered file says: "read of".
void text_file_raise_closed(ThreadState *ts, const TextFile *file, const char *what) ATTACHED;

// Writes out what is buffered. False with OSError or ValueError (closed).
bool text_file_flush(ThreadState *ts, TextFile *file) ATTACHED RUNS_GUEST;

// What has been read ahead, of a file of bytes, after one read if that is nothing; it stays to
// be read. NO_REF with the exception set.
Ref text_file_peek(ThreadState *ts, TextFile *file) ATTACHED RUNS_GUEST;

// Writes a Str as its encoding and newlines want it. False with the exception set.
bool text_file_write_str(ThreadState *ts, TextFile *file, Value s) ATTACHED RUNS_GUEST;

// The first `limit` bytes or characters, everything if limit < 0; `once`: what one read gives.
Ref text_file_read(ThreadState *ts, TextFile *file, int64_t limit,
                   bool once) ATTACHED RUNS_GUEST;

// Moves to a position as lseek does; the new one, -1 with the exception set.
int64_t text_file_seek(ThreadState *ts, TextFile *file, int64_t offset,
                       int whence) ATTACHED RUNS_GUEST;
// Where the file stands; -1 with the exception set.
int64_t text_file_tell(ThreadState *ts, TextFile *file) ATTACHED RUNS_GUEST;
// Cuts or extends the file to `size` bytes; negative: where it stands. The size, or -1.
int64_t text_file_truncate(ThreadState *ts, TextFile *file, int64_t size) ATTACHED RUNS_GUEST;
// Closes, when no other thread is inside the file or the one below; closing again does nothing.
// False with OSError, or as text_file_lock.
bool text_file_close(ThreadState *ts, TextFile *file) ATTACHED RUNS_GUEST;

// The file of bytes below a text file: the same descriptor, and what was read ahead goes over
// to it, unless another thread is reading there. Always the same object. NO_REF with
// MemoryError, or as text_file_lock.
Ref text_file_binary(ThreadState *ts, TextFile *file) ATTACHED RUNS_GUEST;

// What `newline=` says, None and NO_VALUE for universal. False with ValueError.
bool text_file_newline(ThreadState *ts, Value v, NewlineMode *mode) ATTACHED RUNS_GUEST;

// The file without a buffer below a file of bytes. Always the same object. NO_REF with
// MemoryError or ValueError.
Ref text_file_raw(ThreadState *ts, TextFile *file) ATTACHED RUNS_GUEST;

// The file below this one, which has the descriptor from now on: of bytes below text, without a
// buffer below bytes. NO_REF with the exception set.
Ref text_file_detach(ThreadState *ts, TextFile *file) ATTACHED RUNS_GUEST;

// reconfigure(self, encoding, errors, newline, line_buffering, write_through) of a text file.
Ref text_file_reconfigure(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST;

// A prompt that is being edited takes over what goes to the terminal: `divert` returns true if
// it has taken the text. Null: nobody does.
typedef bool (*OutputDiversion)(int fd, const char *text, size_t size);
void text_file_set_diversion(OutputDiversion divert);

// The next line with its newline, an empty text at the end, as Str (or bytes); at most `limit`
// bytes or characters of it unless limit < 0. NO_REF with the exception set.
Ref text_file_read_line(ThreadState *ts, TextFile *file, int64_t limit) ATTACHED RUNS_GUEST;

#endif
