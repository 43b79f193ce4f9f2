// Methods of bytes and bytearray that look for bytes: find, count, startswith, partition, ...
#include <string.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/bytes_methods.h"
#include "runtime/objects/str_search.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

Ref bytes_like_self(ThreadState *ts, Value self, const void *data, int64_t length) ATTACHED {
    if (value_has_layout(ts, self, KIND_BYTEARRAY)) {
        return bytearray_new(ts, data, length);
    }
    return bytes_new(ts, data, (size_t)length);
}

// The arguments of find and the like, read. bytes_search_done gives it up.
typedef struct Search {
    BytesHold self;
    BytesHold sought;
    uint8_t byte; // what is sought if it was given as a number
    StrView part;
    StrView pattern;
    int64_t start;       // of the part in self
    bool is_empty_range; // start beyond end: not even empty bytes are there
} Search;

static void search_done(ThreadState *ts, Search *search) ATTACHED {
    bytes_release(ts, &search->sought);
    bytes_release(ts, &search->self);
}

// Reads what is sought: bytes, or one byte as a number.
static bool read_sought(ThreadState *ts, Value v, Search *out) ATTACHED {
    int found = bytes_hold(ts, v, &out->sought);
    if (found != 0) {
        out->pattern = bytes_text(&out->sought);
        return found > 0;
    }
    if (!value_type(ts, v)->slots.to_index) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "argument should be integer or bytes-like object, not '%s'",
                    value_type_name(ts, v));
        return false;
    }
    int byte = byte_from_value(ts, v, "byte");
    out->byte = (uint8_t)byte;
    out->pattern = (StrView){&out->byte, 1, 1};
    return byte >= 0;
}

// `out` must not be moved afterwards.
static bool read_search(ThreadState *ts, const Value *arguments, Search *out) ATTACHED {
    memset(out, 0, sizeof *out);
    if (!bytes_require(ts, arguments[0], &out->self)) {
        return false;
    }
    int64_t end;
    if (!read_sought(ts, arguments[1], out) ||
        !text_range(ts, arguments[2], arguments[3], out->self.length, &out->start, &end)) {
        search_done(ts, out);
        return false;
    }
    out->is_empty_range = out->start > end;
    if (!out->is_empty_range) {
        out->part = view_part(bytes_text(&out->self), out->start, end);
    }
    return true;
}

// The index for find and index; -1 not found, -2 exception.
static int64_t find_index(ThreadState *ts, const Value *arguments, bool is_last) ATTACHED {
    Search search;
    if (!read_search(ts, arguments, &search)) {
        return -2;
    }
    int64_t found = -1;
    if (!search.is_empty_range) {
        found = is_last ? view_find_last(search.part, search.pattern)
                        : view_find(search.part, search.pattern);
        found = found < 0 ? -1 : found + search.start;
    }
    search_done(ts, &search);
    return found;
}

static Ref find_result(int64_t found) {
    return found == -2 ? NO_REF : owned(value_from_int(found));
}

static Ref index_result(ThreadState *ts, int64_t found) ATTACHED {
    if (found == -1) {
        return raise_error(ts, EXC_VALUE_ERROR, "subsection not found");
    }
    return find_result(found);
}

Ref bytes_find_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return find_result(find_index(ts, arguments, false));
}

Ref bytes_rfind_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return find_result(find_index(ts, arguments, true));
}

Ref bytes_index_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return index_result(ts, find_index(ts, arguments, false));
}

Ref bytes_rindex_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return index_result(ts, find_index(ts, arguments, true));
}

Ref bytes_count_method(ThreadState *ts, const Value *arguments) ATTACHED {
    Search search;
    if (!read_search(ts, arguments, &search)) {
        return NO_REF;
    }
    int64_t count = search.is_empty_range ? 0 : view_count(search.part, search.pattern, -1);
    search_done(ts, &search);
    return owned(value_from_int(count));
}

// --- Beginnings and ends --------------------------------------------------------------------

static bool has_affix(StrView text, StrView affix, bool is_suffix) {
    if (affix.length > text.length) {
        return false;
    }
    int64_t start = is_suffix ? text.length - affix.length : 0;
    return view_equal(view_part(text, start, start + affix.length), affix);
}

// Whether `text` (null: none at all) begins or ends with the bytes-like v: 0, 1, -1.
static int test_one(ThreadState *ts, const StrView *text, Value v, bool is_suffix) ATTACHED {
    BytesHold hold;
    if (!bytes_require(ts, v, &hold)) {
        return -1;
    }
    int found = text && has_affix(*text, bytes_text(&hold), is_suffix);
    bytes_release(ts, &hold);
    return found;
}

static int test_affix(ThreadState *ts, const char *function, const StrView *text, Value affix,
                      bool is_suffix) ATTACHED {
    if (value_has_layout(ts, affix, KIND_TUPLE)) {
        const Tuple *tuple = (const Tuple *)value_object(affix);
        int found = 0;
        for (int64_t i = 0; i < tuple->length && found == 0; i++) {
            found = test_one(ts, text, tuple->items[i], is_suffix);
        }
        return found;
    }
    if (!bytes_like(ts, affix)) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "%s first arg must be bytes or a tuple of bytes, not %s", function,
                    value_type_name(ts, affix));
        return -1;
    }
    return test_one(ts, text, affix, is_suffix);
}

static Ref affix_method(ThreadState *ts, const char *function, const Value *arguments,
                        bool is_suffix) ATTACHED {
    BytesHold self;
    if (!bytes_require(ts, arguments[0], &self)) {
        return NO_REF;
    }
    int64_t start;
    int64_t end;
    int found = -1;
    if (text_range(ts, arguments[2], arguments[3], self.length, &start, &end)) {
        StrView part = {self.data, 0, 1};
        const StrView *text = NULL;
        if (start <= end) {
            part = view_part(bytes_text(&self), start, end);
            text = &part;
        }
        found = test_affix(ts, function, text, arguments[1], is_suffix);
    }
    bytes_release(ts, &self);
    return found < 0 ? NO_REF : owned(value_bool(found));
}

Ref bytes_startswith_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return affix_method(ts, "startswith", arguments, false);
}

Ref bytes_endswith_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return affix_method(ts, "endswith", arguments, true);
}

// The part start .. end of held bytes as an object of self's kind; all of an exact bytes object
// is the object itself.
static Ref part_of(ThreadState *ts, Value self, const BytesHold *hold, int64_t start,
                   int64_t end) ATTACHED {
    if (start == 0 && end == hold->length && value_is(self, KIND_BYTES)) {
        return ref_take(ts, self);
    }
    return bytes_like_self(ts, self, hold->data + start, end - start);
}

static Ref remove_affix(ThreadState *ts, const Value *arguments, bool is_suffix) ATTACHED {
    BytesHold self;
    BytesHold affix;
    if (!bytes_require(ts, arguments[0], &self)) {
        return NO_REF;
    }
    Ref result = NO_REF;
    if (bytes_require(ts, arguments[1], &affix)) {
        bool found = has_affix(bytes_text(&self), bytes_text(&affix), is_suffix);
        int64_t removed = found ? affix.length : 0;
        result = is_suffix ? part_of(ts, arguments[0], &self, 0, self.length - removed)
                           : part_of(ts, arguments[0], &self, removed, self.length);
        bytes_release(ts, &affix);
    }
    bytes_release(ts, &self);
    return result;
}

Ref bytes_removeprefix_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return remove_affix(ts, arguments, false);
}

Ref bytes_removesuffix_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return remove_affix(ts, arguments, true);
}

// --- Parting in three -----------------------------------------------------------------------

// The middle part: what bytes found is the separator itself, a bytearray gets a copy.
static Ref middle_part(ThreadState *ts, Value self, Value separator, const BytesHold *hold,
                       bool found) ATTACHED {
    if (found && value_has_layout(ts, self, KIND_BYTES)) {
        return ref_take(ts, separator);
    }
    return bytes_like_self(ts, self, hold->data, found ? hold->length : 0);
}

static Ref make_parts(ThreadState *ts, const Value *arguments, const BytesHold *hold,
                      const BytesHold *separator, bool is_last) ATTACHED {
    Value self = arguments[0];
    int64_t found = is_last ? view_find_last(bytes_text(hold), bytes_text(separator))
                            : view_find(bytes_text(hold), bytes_text(separator));
    int64_t first_end = found >= 0 ? found : is_last ? 0 : hold->length;
    int64_t separator_length = found >= 0 ? separator->length : 0;
    int64_t last_start = found >= 0 ? found + separator_length : first_end;
    Ref before = part_of(ts, self, hold, 0, first_end);
    Ref middle = middle_part(ts, self, arguments[1], separator, found >= 0);
    Ref after = part_of(ts, self, hold, last_start, hold->length);
    if (ref_is_null(before) || ref_is_null(middle) || ref_is_null(after)) {
        ref_drop(ts, before);
        ref_drop(ts, middle);
        ref_drop(ts, after);
        return NO_REF;
    }
    Value items[] = {borrow(before), borrow(middle), borrow(after)};
    return tuple_from_owned(ts, items, 3);
}

static Ref part_in_three(ThreadState *ts, const Value *arguments, bool is_last) ATTACHED {
    BytesHold self;
    BytesHold separator;
    if (!bytes_require(ts, arguments[0], &self)) {
        return NO_REF;
    }
    Ref result = NO_REF;
    if (bytes_require(ts, arguments[1], &separator)) {
        if (separator.length == 0) {
            raise_error(ts, EXC_VALUE_ERROR, "empty separator");
        } else {
            result = make_parts(ts, arguments, &self, &separator, is_last);
        }
        bytes_release(ts, &separator);
    }
    bytes_release(ts, &self);
    return result;
}

Ref bytes_partition_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return part_in_three(ts, arguments, false);
}

Ref bytes_rpartition_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return part_in_three(ts, arguments, true);
}
