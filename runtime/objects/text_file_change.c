// Changing a file that is open: what a text file is encoded in and how its lines end, and
// giving the descriptor to the file below it (detach).
#include <string.h>

#include "runtime/objects/library.h"
#include "runtime/objects/text_file.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static bool is_given(Value v) {
    return !value_is_null(v) && !value_is_none(v);
}

bool text_file_newline(ThreadState *ts, Value v, NewlineMode *mode) {
    static const char *const TEXTS[] = {[NEWLINE_UNTRANSLATED] = "",
                                        [NEWLINE_LF] = "\n",
                                        [NEWLINE_CR] = "\r",
                                        [NEWLINE_CRLF] = "\r\n"};
    *mode = NEWLINE_UNIVERSAL;
    if (!is_given(v)) {
        return true;
    }
    char *text = str_to_utf8(ts, v, NULL);
    for (int i = NEWLINE_UNTRANSLATED; text && i <= NEWLINE_CRLF; i++) {
        if (strcmp(text, TEXTS[i]) == 0) {
            *mode = (NewlineMode)i;
            buffer_free(ts, text);
            return true;
        }
    }
    if (text) {
        raise_error(ts, EXC_VALUE_ERROR, "illegal newline value: %s", text);
    }
    buffer_free(ts, text);
    return false;
}

// --- detach() -------------------------------------------------------------------------------

static Ref make_raw(ThreadState *ts, const TextFile *file) ATTACHED {
    Ref made = text_file_new(ts, KIND_FILE_IO, file->fd, file->name, file->mode, false);
    if (!ref_is_null(made)) {
        TextFile *raw = as_file(borrow(made));
        raw->can_read = file->can_read;
        raw->can_write = file->can_write;
        raw->is_unbuffered = true;
    }
    return made;
}

Ref text_file_raw(ThreadState *ts, TextFile *file) {
    if (!text_file_lock(ts, file)) {
        return NO_REF;
    }
    bool is_open = file->fd >= 0;
    if (is_open && value_is_null(file->binary)) {
        file->binary = borrow(make_raw(ts, file));
    }
    Ref raw = is_open && !value_is_null(file->binary) ? ref_take(ts, file->binary) : NO_REF;
    guest_lock_release(&file->lock);
    if (!is_open) {
        text_file_raise_closed(ts, file, NULL);
    }
    return raw;
}

// What a file of bytes has read ahead is lost, as in CPython.
Ref text_file_detach(ThreadState *ts, TextFile *file) {
    bool is_text = file->head.kind == KIND_TEXT_FILE;
    if (!text_file_flush(ts, file)) {
        return NO_REF;
    }
    Ref below = is_text ? text_file_binary(ts, file) : text_file_raw(ts, file);
    if (ref_is_null(below) || !text_file_lock(ts, file)) {
        ref_drop(ts, below);
        return NO_REF;
    }
    bool is_first = file->fd >= 0; // no other thread was quicker
    Value held = NO_VALUE;
    TextFile *lower = as_file(borrow(below));
    if (is_first && !text_file_lock(ts, lower)) { // another thread may be reading there
        guest_lock_release(&file->lock);
        ref_drop(ts, below);
        return NO_REF;
    }
    if (is_first) {
        lower->owns_fd = file->owns_fd;
        lower->is_unbuffered = !is_text;
        held = file->binary;
        file->binary = NO_VALUE;
        file->fd = -1;
        store_relaxed(&file->is_detached, true);
        guest_lock_release(&lower->lock);
    }
    guest_lock_release(&file->lock);
    value_drop(ts, held);
    if (!is_first) {
        text_file_raise_closed(ts, file, NULL);
        ref_drop(ts, below);
        return NO_REF;
    }
    return below;
}

// --- reconfigure() --------------------------------------------------------------------------

// The arguments of reconfigure().
enum { SELF, ENCODING, ERRORS, NEWLINE, LINE_BUFFERING, WRITE_THROUGH };

// Replaces a Str that the file holds.
static void replace(ThreadState *ts, TextFile *file, Value *place, Value v) ATTACHED {
    object_lock(ts, &file->head); // text_file_setting() may be reading it
    Value old = slot_load(place);
    slot_publish(place, v);
    object_unlock(ts, &file->head);
    value_drop(ts, old);
}

// What would be changed, checked. False with the exception set.
static bool read_changes(ThreadState *ts, const Value *a, CodecId *codec,
                         NewlineMode *newline) ATTACHED RUNS_GUEST {
    static const char *const NAMES[] = {[ENCODING] = "encoding", [ERRORS] = "errors"};
    for (int i = ENCODING; i <= ERRORS; i++) {
        if (is_given(a[i]) && !value_has_layout(ts, a[i], KIND_STR)) {
            raise_error(ts, EXC_TYPE_ERROR,
                        "reconfigure() argument '%s' must be str or None, not %s", NAMES[i],
                        value_type_name(ts, a[i]));
            return false;
        }
    }
    if (is_given(a[NEWLINE]) && !value_has_layout(ts, a[NEWLINE], KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "reconfigure() argument 'newline' must be str or None, not %s",
                    value_type_name(ts, a[NEWLINE]));
        return false;
    }
    bool changes_text =
        is_given(a[ENCODING]) || is_given(a[ERRORS]) || !value_is_null(a[NEWLINE]);
    if (load_relaxed(&as_file(a[SELF])->has_read) && changes_text) {
        raise_module_error(ts, "io", "UnsupportedOperation",
                           "It is not possible to set the encoding or newline of stream after "
                           "the first read");
        return false;
    }
    if (!text_file_newline(ts, a[NEWLINE], newline) ||
        (is_given(a[ENCODING]) && !codec_find(ts, a[ENCODING], codec))) {
        return false;
    }
    if (*codec > CODEC_LATIN_1 || *codec == CODEC_UTF_8_SIG) {
        raise_module_error(ts, "io", "UnsupportedOperation",
                           "gilt changes a stream only to utf-8, ascii or latin-1");
        return false;
    }
    return true;
}

Ref text_file_reconfigure(ThreadState *ts, const Value *a) {
    TextFile *file = as_file(a[SELF]);
    CodecId codec = load_relaxed(&file->codec);
    NewlineMode newline;
    int flags[2] = {load_relaxed(&file->is_line_buffered), load_relaxed(&file->is_unbuffered)};
    if (!read_changes(ts, a, &codec, &newline)) {
        return NO_REF;
    }
    for (int i = 0; i < 2; i++) {
        flags[i] =
            is_given(a[LINE_BUFFERING + i]) ? value_truth(ts, a[LINE_BUFFERING + i]) : flags[i];
        if (flags[i] < 0) {
            return NO_REF;
        }
    }
    if (!text_file_flush(ts, file)) {
        return NO_REF;
    }
    if (!text_file_lock(ts, file)) {
        return NO_REF;
    }
    if (is_given(a[ENCODING])) {
        store_relaxed(&file->codec, codec);
        replace(ts, file, &file->encoding, borrow(ref_take(ts, a[ENCODING])));
    }
    if (is_given(a[ERRORS])) {
        replace(ts, file, &file->errors, borrow(ref_take(ts, a[ERRORS])));
    } else if (is_given(a[ENCODING])) {
        replace(ts, file, &file->errors, NO_VALUE); // strict
    }
    if (!value_is_null(a[NEWLINE])) {
        store_relaxed(&file->newline, newline);
    }
    store_relaxed(&file->is_line_buffered, flags[0] > 0);
    store_relaxed(&file->is_unbuffered, flags[1] > 0);
    guest_lock_release(&file->lock);
    return owned(NONE);
}
