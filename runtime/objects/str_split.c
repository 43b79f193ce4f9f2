// Methods of str that take it apart or put it together: split, splitlines, strip, join.
#include "runtime/objects/list.h"
#include "runtime/objects/str.h"
#include "runtime/objects/str_methods.h"
#include "runtime/objects/str_search.h"
#include "runtime/objects/text_arguments.h"
#include "runtime/objects/unicode.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// Appends characters start .. end of s to the list.
static bool append_part(ThreadState *ts, Object *list, Value s, int64_t start,
                        int64_t end) ATTACHED {
    Ref part = str_slice(ts, s, start, end);
    return !ref_is_null(part) && list_append_owned(ts, list, part);
}

// --- split ----------------------------------------------------------------------------------

static bool split_spaces(ThreadState *ts, Object *list, Value s, int64_t limit) ATTACHED {
    StrView view = str_view(s);
    int64_t i = 0;
    for (;;) {
        while (i < view.length && unicode_is_space(view_read(view, i))) {
            i++;
        }
        if (i == view.length) {
            return true;
        }
        int64_t start = i;
        if (limit-- == 0) {
            return append_part(ts, list, s, start, view.length);
        }
        while (i < view.length && !unicode_is_space(view_read(view, i))) {
            i++;
        }
        if (!append_part(ts, list, s, start, i)) {
            return false;
        }
    }
}

static bool split_spaces_last(ThreadState *ts, Object *list, Value s, int64_t limit) ATTACHED {
    StrView view = str_view(s);
    int64_t i = view.length;
    for (;;) {
        while (i > 0 && unicode_is_space(view_read(view, i - 1))) {
            i--;
        }
        if (i == 0) {
            return true;
        }
        int64_t end = i;
        if (limit-- == 0) {
            return append_part(ts, list, s, 0, end);
        }
        while (i > 0 && !unicode_is_space(view_read(view, i - 1))) {
            i--;
        }
        if (!append_part(ts, list, s, i, end)) {
            return false;
        }
    }
}

static bool split_text(ThreadState *ts, Object *list, Value s, StrView separator,
                       int64_t limit) ATTACHED {
    StrView view = str_view(s);
    int64_t start = 0;
    while (limit-- != 0) {
        int64_t found = view_find(view_part(view, start, view.length), separator);
        if (found < 0) {
            break;
        }
        if (!append_part(ts, list, s, start, start + found)) {
            return false;
        }
        start += found + separator.length;
    }
    return append_part(ts, list, s, start, view.length);
}

static bool split_text_last(ThreadState *ts, Object *list, Value s, StrView separator,
                            int64_t limit) ATTACHED {
    StrView view = str_view(s);
    int64_t end = view.length;
    while (limit-- != 0) {
        int64_t found = view_find_last(view_part(view, 0, end), separator);
        if (found < 0) {
            break;
        }
        if (!append_part(ts, list, s, found + separator.length, end)) {
            return false;
        }
        end = found;
    }
    return append_part(ts, list, s, 0, end);
}

// Turns the items of a list around that nobody else has seen.
static void reverse_new_list(Object *list) {
    List *parts = (List *)list;
    for (int64_t i = 0, j = parts->length - 1; i < j; i++, j--) {
        Value first = parts->buffer->items[i];
        parts->buffer->items[i] = parts->buffer->items[j];
        parts->buffer->items[j] = first;
    }
}

static bool split_into(ThreadState *ts, Object *list, Value s, Value separator, int64_t limit,
                       bool is_last) ATTACHED {
    if (value_is_null(separator) || value_is_none(separator)) {
        return is_last ? split_spaces_last(ts, list, s, limit)
                       : split_spaces(ts, list, s, limit);
    }
    if (!value_has_layout(ts, separator, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "must be str or None, not %s",
                    value_type_name(ts, separator));
        return false;
    }
    StrView view = str_view(separator);
    if (view.length == 0) {
        raise_error(ts, EXC_VALUE_ERROR, "empty separator");
        return false;
    }
    return is_last ? split_text_last(ts, list, s, view, limit)
                   : split_text(ts, list, s, view, limit);
}

static Ref split_method(ThreadState *ts, const Value *arguments, bool is_last) ATTACHED {
    int64_t limit;
    if (!argument_size(ts, arguments[2], -1, &limit)) {
        return NO_REF;
    }
    Ref list = list_new(ts, 0);
    if (ref_is_null(list)) {
        return NO_REF;
    }
    Object *parts = value_object(borrow(list));
    if (!split_into(ts, parts, arguments[0], arguments[1], limit < 0 ? -1 : limit, is_last)) {
        ref_drop(ts, list);
        return NO_REF;
    }
    if (is_last) {
        reverse_new_list(parts);
    }
    return list;
}

Ref str_split_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return split_method(ts, arguments, false);
}

Ref str_rsplit_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return split_method(ts, arguments, true);
}

Ref str_splitlines_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int keeps_ends = value_is_null(arguments[1]) ? 0 : value_truth(ts, arguments[1]);
    if (keeps_ends < 0) {
        return NO_REF;
    }
    Ref list = list_new(ts, 0);
    if (ref_is_null(list)) {
        return NO_REF;
    }
    StrView view = str_view(arguments[0]);
    for (int64_t start = 0; start < view.length;) {
        int64_t end = start;
        while (end < view.length && !unicode_is_line_break(view_read(view, end))) {
            end++;
        }
        int64_t next = end < view.length ? end + 1 : end;
        if (next < view.length && view_read(view, end) == '\r' &&
            view_read(view, next) == '\n') {
            next++;
        }
        if (!append_part(ts, value_object(borrow(list)), arguments[0], start,
                         keeps_ends ? next : end)) {
            ref_drop(ts, list);
            return NO_REF;
        }
        start = next;
    }
    return list;
}

// --- strip ----------------------------------------------------------------------------------

enum { STRIP_LEFT = 1, STRIP_RIGHT = 2 };

static bool is_stripped(uint32_t c, const StrView *chars) {
    return chars ? view_find_char(*chars, c) >= 0 : unicode_is_space(c);
}

static Ref strip(ThreadState *ts, const char *function, const Value *arguments,
                 int sides) ATTACHED {
    StrView chars;
    bool has_chars = !value_is_null(arguments[1]) && !value_is_none(arguments[1]);
    if (has_chars) {
        if (!value_has_layout(ts, arguments[1], KIND_STR)) {
            return raise_error(ts, EXC_TYPE_ERROR, "%s arg must be None or str", function);
        }
        chars = str_view(arguments[1]);
    }
    StrView view = str_view(arguments[0]);
    const StrView *stripped = has_chars ? &chars : NULL;
    int64_t start = 0;
    int64_t end = view.length;
    while (sides & STRIP_LEFT && start < end && is_stripped(view_read(view, start), stripped)) {
        start++;
    }
    while (sides & STRIP_RIGHT && end > start &&
           is_stripped(view_read(view, end - 1), stripped)) {
        end--;
    }
    return str_slice(ts, arguments[0], start, end);
}

Ref str_strip_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return strip(ts, "strip", arguments, STRIP_LEFT | STRIP_RIGHT);
}

Ref str_lstrip_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return strip(ts, "lstrip", arguments, STRIP_LEFT);
}

Ref str_rstrip_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return strip(ts, "rstrip", arguments, STRIP_RIGHT);
}

// --- join -----------------------------------------------------------------------------------

// Whether all items are strings; also sums up their characters and bounds.
static bool measure_items(ThreadState *ts, const ListSnapshot *items, int64_t separator_length,
                          int64_t *length, uint32_t *bound) ATTACHED {
    *length = 0;
    for (int64_t i = 0; i < items->length; i++) {
        Value item = items->items[i];
        if (!value_has_layout(ts, item, KIND_STR)) {
            raise_error(ts, EXC_TYPE_ERROR,
                        "sequence item %lld: expected str instance, %s found", (long long)i,
                        value_type_name(ts, item));
            return false;
        }
        int64_t part = str_length(item) + (i ? separator_length : 0);
        if (*length > INT64_MAX / 8 - part) {
            raise_error(ts, EXC_OVERFLOW_ERROR,
                        "join() result is too long for a Python string");
            return false;
        }
        *length += part;
        *bound |= str_length(item) ? str_bound(item) : 0;
    }
    return true;
}

static Ref join_items(ThreadState *ts, Value separator, const ListSnapshot *items) ATTACHED {
    if (items->length == 1 && value_is(items->items[0], KIND_STR)) {
        return ref_take(ts, items->items[0]);
    }
    int64_t separator_length = str_length(separator);
    int64_t length;
    uint32_t bound = separator_length && items->length > 1 ? str_bound(separator) : 0;
    if (!measure_items(ts, items, separator_length, &length, &bound)) {
        return NO_REF;
    }
    if (length == 0) {
        return str_empty(ts);
    }
    Str *result = str_allocate(ts, length, bound);
    if (!result) {
        return NO_REF;
    }
    uint8_t *end = result->data;
    StrView between = str_view(separator);
    for (int64_t i = 0; i < items->length; i++) {
        if (i && separator_length) {
            chars_copy(end, result->width, between.data, between.width, separator_length);
            end += separator_length * result->width;
        }
        StrView part = str_view(items->items[i]);
        chars_copy(end, result->width, part.data, part.width, part.length);
        end += part.length * result->width;
    }
    return object_ref(result);
}

Ref str_join(ThreadState *ts, Value separator, Value iterable) ATTACHED {
    if (value_is(iterable, KIND_TUPLE)) {
        Tuple *tuple = (Tuple *)value_object(iterable);
        return join_items(ts, separator, &(ListSnapshot){tuple->items, tuple->length});
    }
    if (value_is(iterable, KIND_LIST) && !ts->is_parallel) { // joining runs no guest code
        List *list = as_list(iterable);
        return join_items(ts, separator, &(ListSnapshot){list->buffer->items, list->length});
    }
    const TypeSlots *slots = &value_type(ts, iterable)->slots;
    if (!slots->iterate && !slots->get_item) {
        return raise_error(ts, EXC_TYPE_ERROR, "can only join an iterable");
    }
    ListSnapshot items;
    if (!items_from_iterable(ts, iterable, &items)) {
        return NO_REF;
    }
    Ref result = join_items(ts, separator, &items);
    list_snapshot_drop(ts, &items);
    return result;
}

Ref str_join_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return str_join(ts, arguments[0], arguments[1]);
}
