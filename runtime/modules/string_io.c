// StringIO: a stream of text in memory. The class io.StringIO derives from the type here and
// adds what all streams have.
//
//     text:  h e l l o \n w o r l d          grows; as wide as its widest character
//                          ^ position        may stand behind the end: zeros fill the gap
//
// Every operation is one step: it holds the object lock from the first look to the last change,
// so threads that write to one stream lose nothing and never see half of a piece. Guest code
// runs before it or behind it, not in it.
//
// Line ends are translated when text is written, by `newline`:
//
//     newline    written                       a line ends at
//     None       "\r\n" and "\r" become "\n"   "\n"
//     ""         as it is                      "\n", "\r" and "\r\n"
//     other      "\n" becomes `newline`        `newline`
#include "runtime/objects/str_builder.h"
#include "runtime/objects/str_search.h"
#include "runtime/objects/text_arguments.h"
#include "vm/exec/call.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef enum Newline {
    NEWLINE_TRANSLATED, // None
    NEWLINE_ANY,        // ""
    NEWLINE_LF,
    NEWLINE_CR,
    NEWLINE_CRLF,
    NEWLINE_COUNT,
} Newline;

static const char *const NEWLINE_TEXTS[NEWLINE_COUNT] = {NULL, "", "\n", "\r", "\r\n"};

// The line ends that were written, for the attribute newlines.
enum { SEEN_CR = 1, SEEN_LF = 2, SEEN_CRLF = 4 };

typedef struct StringIO {
    Object head;
    // --- guarded by the object lock ---
    StrBuilder text;      // its thread is the one that holds the lock
    bool may_be_narrower; // its widest character may have been overwritten or cut off
    int64_t position;
    Newline newline;
    uint8_t seen;
    bool is_ready; // __init__ has been called
    bool is_closed;
} StringIO;

static StringIO *as_stream(Value v) {
    return (StringIO *)(void *)value_object(v);
}

static Ref raise_closed(ThreadState *ts, bool is_ready) ATTACHED {
    return raise_error(ts, EXC_VALUE_ERROR, "I/O operation on %s",
                       is_ready ? "closed file" : "uninitialized object");
}

// Takes the lock of a stream that is open; leave() must follow. Null with ValueError.
static StringIO *enter(ThreadState *ts, Value self) ATTACHED {
    StringIO *stream = as_stream(self);
    object_lock(ts, &stream->head);
    if (LIKELY(stream->is_ready && !stream->is_closed)) {
        stream->text.ts = ts;
        return stream;
    }
    bool is_ready = stream->is_ready;
    object_unlock(ts, &stream->head);
    raise_closed(ts, is_ready);
    return NULL;
}

static void leave(ThreadState *ts, StringIO *stream) ATTACHED {
    object_unlock(ts, &stream->head);
}

// --- writing --------------------------------------------------------------------------------

// Which line ends a text has that is written; 0 where nobody asks, see the table above.
static uint8_t find_line_ends(StrView view, Newline newline) {
    if (newline != NEWLINE_TRANSLATED && newline != NEWLINE_ANY) {
        return 0;
    }
    uint8_t seen = view_find_char(view, '\n') >= 0 ? SEEN_LF : 0;
    int64_t at = view_find_char(view, '\r');
    if (at < 0) {
        return seen;
    }
    seen = 0; // a "\n" may belong to a "\r"
    for (int64_t i = 0; i < view.length; i++) {
        uint32_t c = view_read(view, i);
        bool is_pair = c == '\r' && i + 1 < view.length && view_read(view, i + 1) == '\n';
        seen |= is_pair ? SEEN_CRLF : c == '\r' ? SEEN_CR : c == '\n' ? SEEN_LF : 0;
        i += is_pair;
    }
    return seen;
}

// The text as it is stored.
static Ref translate(ThreadState *ts, Value text, Newline newline) ATTACHED {
    StrView view = str_view(text);
    bool reads = newline == NEWLINE_TRANSLATED;
    bool is_plain = newline == NEWLINE_ANY || newline == NEWLINE_LF ||
                    view_find_char(view, reads ? '\r' : '\n') < 0;
    if (is_plain) {
        return ref_take(ts, text);
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = true;
    for (int64_t i = 0; ok && i < view.length; i++) {
        uint32_t c = view_read(view, i);
        if (reads && c == '\r') {
            ok = str_builder_char(&builder, '\n');
            i += i + 1 < view.length && view_read(view, i + 1) == '\n';
        } else if (!reads && c == '\n') {
            ok = str_builder_text(&builder, NEWLINE_TEXTS[newline]);
        } else {
            ok = str_builder_char(&builder, c);
        }
    }
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

// Puts the text over what stands at the position, and what is left of it behind the end.
// Locked.
static bool overwrite(StringIO *stream, Value text) ATTACHED {
    StrBuilder *all = &stream->text;
    StrView view = str_view(text);
    uint32_t bound = str_bound(text);
    int64_t room = all->length - stream->position;
    int64_t over = view.length < room ? view.length : room;
    if (!str_builder_reserve(all, view.length - over, bound)) {
        return false;
    }
    all->bound = bound > all->bound ? bound : all->bound;
    chars_copy(all->data + stream->position * all->width, all->width, view.data,
               (uint8_t)view.width, over);
    stream->may_be_narrower = true;
    return str_builder_view(all, view_part(view, over, view.length));
}

// Writes the text at the position. Locked. False with the exception set, and nothing is changed
// but zeros behind the end.
static bool put(StringIO *stream, Value text) ATTACHED {
    StrBuilder *all = &stream->text;
    int64_t length = str_length(text);
    if (stream->position > INT64_MAX - length) {
        raise_error(all->ts, EXC_OVERFLOW_ERROR, "new position too large");
        return false;
    }
    bool ok = str_builder_fill(all, 0, stream->position - all->length) &&
              (stream->position == all->length ? str_builder_str(all, text)
                                               : overwrite(stream, text));
    stream->position += ok ? length : 0;
    return ok;
}

static Ref write_method(ThreadState *ts, const Value *a) ATTACHED {
    if (!value_has_layout(ts, a[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "string argument expected, got '%s'",
                           value_type_name(ts, a[1]));
    }
    // Which translation it needs cannot change but by __init__: then the text is as it was.
    Newline newline = load_relaxed(&as_stream(a[0])->newline);
    Ref text = translate(ts, a[1], newline);
    uint8_t seen = find_line_ends(str_view(a[1]), newline);
    StringIO *stream = ref_is_null(text) ? NULL : enter(ts, a[0]);
    bool ok = stream != NULL;
    if (ok) {
        ok = str_length(a[1]) == 0 || put(stream, borrow(text));
        stream->seen |= seen;
        leave(ts, stream);
    }
    ref_drop(ts, text);
    return ok ? int_from_i64(ts, str_length(a[1])) : NO_REF;
}

// --- reading --------------------------------------------------------------------------------

static StrView view_of(const StringIO *stream) {
    return (StrView){stream->text.data, stream->text.length, stream->text.width};
}

// How many characters there are from the position on.
static int64_t count_left(const StringIO *stream) {
    int64_t left = stream->text.length - stream->position;
    return left > 0 ? left : 0;
}

// The next n characters, which are there. Locked.
static Ref take(ThreadState *ts, StringIO *stream, int64_t n) ATTACHED {
    if (n == 0) {
        return str_empty(ts);
    }
    StrView part = view_part(view_of(stream), stream->position, stream->position + n);
    Ref text = str_from_view(ts, part);
    stream->position += ref_is_null(text) ? 0 : n;
    return text;
}

// Where the first line of a text ends, behind its line end; -1 if it has none.
static int64_t find_line(StrView view, Newline newline) {
    int64_t lf = newline == NEWLINE_CR ? -1 : view_find_char(view, '\n');
    if (newline == NEWLINE_TRANSLATED || newline == NEWLINE_LF) {
        return lf < 0 ? -1 : lf + 1;
    }
    if (newline == NEWLINE_CRLF) {
        StrView end = {"\r\n", 2, 1};
        int64_t at = lf < 0 ? -1 : view_find(view, end);
        return at < 0 ? -1 : at + 2;
    }
    int64_t cr = view_find_char(lf < 0 ? view : view_part(view, 0, lf), '\r');
    if (cr < 0) {
        return lf < 0 ? -1 : lf + 1;
    }
    return newline == NEWLINE_ANY && lf == cr + 1 ? lf + 1 : cr + 1;
}

// The next line, at most `limit` characters of it (negative: all). Locked.
static Ref take_line(ThreadState *ts, StringIO *stream, int64_t limit) ATTACHED {
    int64_t n = count_left(stream);
    n = limit >= 0 && limit < n ? limit : n;
    if (n == 0) {
        return str_empty(ts);
    }
    StrView part = view_part(view_of(stream), stream->position, stream->position + n);
    int64_t end = find_line(part, stream->newline);
    return take(ts, stream, end < 0 ? n : end);
}

static Ref read_method(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t limit;
    StringIO *stream = argument_limit(ts, a[1], &limit) ? enter(ts, a[0]) : NULL;
    if (!stream) {
        return NO_REF;
    }
    int64_t left = count_left(stream);
    Ref text = take(ts, stream, limit >= 0 && limit < left ? limit : left);
    leave(ts, stream);
    return text;
}

static Ref readline_method(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t limit;
    StringIO *stream = argument_limit(ts, a[1], &limit) ? enter(ts, a[0]) : NULL;
    if (!stream) {
        return NO_REF;
    }
    Ref line = take_line(ts, stream, limit);
    leave(ts, stream);
    return line;
}

// All of the text. Locked.
static Ref copy_text(ThreadState *ts, const StringIO *stream) ATTACHED {
    return stream->may_be_narrower ? str_from_view(ts, view_of(stream))
                                   : str_builder_copy(&stream->text);
}

static Ref getvalue_method(ThreadState *ts, const Value *a) ATTACHED {
    StringIO *stream = enter(ts, a[0]);
    if (!stream) {
        return NO_REF;
    }
    Ref text = copy_text(ts, stream);
    leave(ts, stream);
    return text;
}

// The line as a subclass's readline() gives it.
static Ref ask_readline(ThreadState *ts, Value self) ATTACHED RUNS_GUEST {
    Ref line = value_call_method(ts, self, known_name(ts, NAME_READLINE), NULL, 0);
    if (!ref_is_null(line) && !value_has_layout(ts, borrow(line), KIND_STR)) {
        raise_error(ts, EXC_OS_ERROR, "readline() should have returned a str object, not '%s'",
                    value_type_name(ts, borrow(line)));
        ref_drop(ts, line);
        return NO_REF;
    }
    return line;
}

static Ref stream_next(ThreadState *ts, Object *object) ATTACHED RUNS_GUEST {
    Value self = object_value(object);
    bool is_asked =
        type_overrides(ts, object->type, builtin_type(ts, KIND_STRING_IO), NAME_READLINE);
    StringIO *stream = enter(ts, self);
    if (!stream) {
        return NO_REF;
    }
    Ref line = is_asked ? NO_REF : take_line(ts, stream, -1);
    leave(ts, stream);
    line = is_asked ? ask_readline(ts, self) : line;
    if (!ref_is_null(line) && str_length(borrow(line)) == 0) {
        ref_drop(ts, line);
        return NO_REF;
    }
    return line;
}

// --- positions ------------------------------------------------------------------------------

// Only seeking from the start may lead anywhere; from elsewhere, to there itself.
static Ref raise_bad_seek(ThreadState *ts, int64_t position, int64_t whence) ATTACHED {
    if (whence < 0 || whence > 2) {
        return raise_error(ts, EXC_VALUE_ERROR, "Invalid whence (%lld, should be 0, 1 or 2)",
                           (long long)whence);
    }
    return whence == 0 ? raise_error(ts, EXC_VALUE_ERROR, "Negative seek position %lld",
                                     (long long)position)
                       : raise_error(ts, EXC_OS_ERROR, "Can't do nonzero cur-relative seeks");
}

static Ref seek_method(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t position, whence;
    if (!argument_size(ts, a[1], 0, &position) || !argument_int(ts, a[2], 0, &whence)) {
        return NO_REF;
    }
    StringIO *stream = enter(ts, a[0]);
    if (!stream) {
        return NO_REF;
    }
    bool ok = whence == 0 ? position >= 0 : (whence == 1 || whence == 2) && position == 0;
    if (ok) {
        position = whence == 0   ? position
                   : whence == 1 ? stream->position
                                 : stream->text.length;
        stream->position = position;
    }
    leave(ts, stream);
    return ok ? int_from_i64(ts, position) : raise_bad_seek(ts, position, whence);
}

static Ref tell_method(ThreadState *ts, const Value *a) ATTACHED {
    StringIO *stream = enter(ts, a[0]);
    if (!stream) {
        return NO_REF;
    }
    int64_t position = stream->position;
    leave(ts, stream);
    return int_from_i64(ts, position);
}

static Ref truncate_method(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int64_t size;
    bool is_given = !value_is_null(a[1]) && !value_is_none(a[1]);
    StringIO *stream = argument_limit(ts, a[1], &size) ? enter(ts, a[0]) : NULL;
    if (!stream) {
        return NO_REF;
    }
    size = is_given ? size : stream->position;
    if (size >= 0 && size < stream->text.length) {
        stream->text.length = size;
        stream->may_be_narrower = true;
    }
    leave(ts, stream);
    return size < 0
               ? raise_error(ts, EXC_VALUE_ERROR, "Negative size value %lld", (long long)size)
               : int_from_i64(ts, size);
}

// --- beginning and end ----------------------------------------------------------------------

static Ref make(ThreadState *ts, const Value *a) ATTACHED {
    Type *type = (Type *)(void *)value_object(a[0]);
    StringIO *stream = object_new(ts, type, type->instance_size);
    if (!stream) {
        return NO_REF;
    }
    str_builder_init(&stream->text, ts);
    return object_ref(stream);
}

// The meaning of the argument newline. False with TypeError or ValueError.
static bool read_newline(ThreadState *ts, Value v, Newline *out) ATTACHED {
    *out = value_is_null(v) ? NEWLINE_LF : NEWLINE_TRANSLATED;
    if (value_is_null(v) || value_is_none(v)) {
        return true;
    }
    if (!value_has_layout(ts, v, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "newline must be str or None, not %s",
                    value_type_name(ts, v));
        return false;
    }
    for (int i = NEWLINE_ANY; i < NEWLINE_COUNT; i++) {
        if (str_equal_text(v, NEWLINE_TEXTS[i])) {
            *out = (Newline)i;
            return true;
        }
    }
    raise_error_repr(ts, EXC_VALUE_ERROR, "illegal newline value: ", v, "");
    return false;
}

// Begins anew with this text, stored as it is.
static bool begin(ThreadState *ts, StringIO *stream, Newline newline, Value text,
                  uint8_t seen) ATTACHED {
    object_lock(ts, &stream->head);
    stream->text.ts = ts;
    str_builder_discard(&stream->text);
    store_relaxed(&stream->newline, newline);
    stream->may_be_narrower = false;
    stream->seen = seen;
    stream->is_ready = true;
    stream->is_closed = false;
    bool ok = str_builder_str(&stream->text, text);
    stream->position = 0;
    object_unlock(ts, &stream->head);
    return ok;
}

// __init__ and _restore(text, newline), which takes the text as it is.
static Ref initialise(ThreadState *ts, const Value *a, bool translates) ATTACHED {
    Newline newline;
    if (!read_newline(ts, a[2], &newline)) {
        return NO_REF;
    }
    bool is_given = !value_is_null(a[1]) && !value_is_none(a[1]);
    if (is_given && !value_has_layout(ts, a[1], KIND_STR)) {
        return raise_error(ts, EXC_TYPE_ERROR, "initial_value must be str or None, not %s",
                           value_type_name(ts, a[1]));
    }
    Ref given = is_given ? ref_take(ts, a[1]) : str_empty(ts);
    Ref text = translates ? translate(ts, borrow(given), newline) : ref_take(ts, borrow(given));
    uint8_t seen = translates ? find_line_ends(str_view(borrow(given)), newline) : 0;
    bool ok = !ref_is_null(text) && begin(ts, as_stream(a[0]), newline, borrow(text), seen);
    ref_drop(ts, text);
    ref_drop(ts, given);
    return ok ? owned(NONE) : NO_REF;
}

static Ref init_method(ThreadState *ts, const Value *a) ATTACHED {
    return initialise(ts, a, true);
}

static Ref restore_method(ThreadState *ts, const Value *a) ATTACHED {
    return initialise(ts, a, false);
}

// What __getstate__ begins with: text, newline and position at one moment.
static Ref state_method(ThreadState *ts, const Value *a) ATTACHED {
    StringIO *stream = enter(ts, a[0]);
    if (!stream) {
        return NO_REF;
    }
    Ref text = copy_text(ts, stream);
    const char *newline = NEWLINE_TEXTS[stream->newline];
    int64_t position = stream->position;
    leave(ts, stream);
    Ref end = !newline ? owned(NONE) : str_from_text(ts, newline);
    Ref number = int_from_i64(ts, position);
    Value items[] = {borrow(text), borrow(end), borrow(number)};
    bool ok = !ref_is_null(text) && !ref_is_null(end) && !ref_is_null(number);
    Ref state = ok ? tuple_from_array(ts, items, 3) : NO_REF;
    ref_drop(ts, number);
    ref_drop(ts, end);
    ref_drop(ts, text);
    return state;
}

static Ref close_method(ThreadState *ts, const Value *a) ATTACHED {
    StringIO *stream = as_stream(a[0]);
    object_lock(ts, &stream->head);
    stream->is_closed = true;
    stream->text.ts = ts;
    str_builder_discard(&stream->text);
    object_unlock(ts, &stream->head);
    return owned(NONE);
}

static Ref flush_method(ThreadState *ts, const Value *a) ATTACHED {
    (void)ts;
    (void)a;
    return owned(NONE);
}

// readable, writable and seekable.
static Ref yes_method(ThreadState *ts, const Value *a) ATTACHED {
    StringIO *stream = enter(ts, a[0]);
    if (!stream) {
        return NO_REF;
    }
    leave(ts, stream);
    return owned(TRUE_VALUE);
}

static void stream_destroy(ThreadState *ts, Object *self) ATTACHED {
    StringIO *stream = (StringIO *)(void *)self;
    stream->text.ts = ts;
    str_builder_discard(&stream->text);
}

// --- attributes -----------------------------------------------------------------------------

static Ref get_closed(ThreadState *ts, Value self) ATTACHED {
    StringIO *stream = as_stream(self);
    object_lock(ts, &stream->head);
    bool is_ready = stream->is_ready;
    bool is_closed = stream->is_closed;
    object_unlock(ts, &stream->head);
    return is_ready ? owned(value_bool(is_closed)) : raise_closed(ts, false);
}

static Ref get_line_buffering(ThreadState *ts, Value self) ATTACHED {
    Ref is_open = yes_method(ts, &self);
    return ref_is_null(is_open) ? NO_REF : owned(FALSE_VALUE);
}

// The line ends seen so far: None, a str, or a tuple of them.
static Ref get_newlines(ThreadState *ts, Value self) ATTACHED {
    static const char *const TEXTS[] = {"\r", "\n", "\r\n"};
    StringIO *stream = enter(ts, self);
    if (!stream) {
        return NO_REF;
    }
    uint8_t seen = stream->seen;
    leave(ts, stream);
    Value found[3];
    size_t n = 0;
    for (int i = 0; i < 3; i++) {
        Ref text = seen & 1 << i ? str_intern_text(ts, TEXTS[i]) : NO_REF;
        if (!ref_is_null(text)) {
            found[n++] = borrow(text);
        }
    }
    return error_is_set(ts) ? NO_REF
           : n == 0         ? owned(NONE)
           : n == 1         ? owned(found[0])
                            : tuple_from_owned(ts, found, n);
}

static const GetSetDef ATTRIBUTES[] = {
    {"closed", get_closed, NULL, NULL},
    {"line_buffering", get_line_buffering, NULL, NULL},
    {"newlines", get_newlines, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

static const NativeDef METHODS[] = {
    {"__new__(cls, /, *args, **kwargs)", make, NULL,
     NATIVE_STATIC_METHOD | NATIVE_IGNORES_ARGUMENTS},
    {"__init__(self, initial_value='', newline='\\n')", init_method, NULL, 0},
    {"read(self, size=-1, /)", read_method,
     "Read at most size characters, returned as a string.", 0},
    {"readline(self, size=-1, /)", readline_method, "Read until newline or EOF.", 0},
    {"write(self, s, /)", write_method, "Write string to file.", 0},
    {"getvalue(self, /)", getvalue_method, "Retrieve the entire contents of the object.", 0},
    {"seek(self, pos, whence=0, /)", seek_method, "Change stream position.", 0},
    {"tell(self, /)", tell_method, "Tell the current file position.", 0},
    {"truncate(self, pos=None, /)", truncate_method, "Truncate size to pos.", 0},
    {"close(self, /)", close_method, "Close the IO object.", 0},
    {"flush(self, /)", flush_method, NULL, 0},
    {"readable(self, /)", yes_method, "Returns True if the IO object can be read.", 0},
    {"writable(self, /)", yes_method, "Returns True if the IO object can be written.", 0},
    {"seekable(self, /)", yes_method, "Returns True if the IO object can be seeked.", 0},
    {"_state(self, /)", state_method, NULL, 0},
    {"_restore(self, text, newline, /)", restore_method, NULL, 0},
    {NULL, NULL, NULL, 0},
};

const TypeSpec string_io_type_spec = {
    .name = "_io.StringIO",
    .kind = KIND_STRING_IO,
    .size = sizeof(StringIO),
    .flags = TYPE_BASE | TYPE_DEFINES_NEW,
    .slots = {.destroy = stream_destroy, .next = stream_next},
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "Text I/O implementation using an in-memory buffer.",
};
