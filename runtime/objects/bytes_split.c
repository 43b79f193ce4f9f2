// Methods of bytes and bytearray that take them apart or put them together: split, strip, join,
// replace.
#include <string.h>

#include "runtime/objects/bytes.h"
#include "runtime/objects/bytes_builder.h"
#include "runtime/objects/bytes_methods.h"
#include "runtime/objects/list.h"
#include "runtime/objects/str_search.h"
#include "runtime/objects/text_arguments.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static bool is_space(uint8_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

// One split under way. Parts are of self's kind.
typedef struct Split {
    ThreadState *ts;
    Value self;
    StrView text;
    Object *list;
    int64_t limit; // parts still to be cut off; below 0: no limit
} Split;

static bool add_part(Split *split, int64_t start, int64_t end) ATTACHED {
    const uint8_t *data = split->text.data;
    Ref part = bytes_like_self(split->ts, split->self, data + start, end - start);
    if (ref_is_null(part)) {
        return false;
    }
    bool ok = list_append(split->ts, split->list, borrow(part));
    ref_drop(split->ts, part);
    return ok;
}

static bool split_spaces(Split *split) ATTACHED {
    const uint8_t *data = split->text.data;
    int64_t length = split->text.length;
    int64_t i = 0;
    for (;;) {
        while (i < length && is_space(data[i])) {
            i++;
        }
        if (i == length) {
            return true;
        }
        int64_t start = i;
        if (split->limit-- == 0) {
            return add_part(split, start, length);
        }
        while (i < length && !is_space(data[i])) {
            i++;
        }
        if (!add_part(split, start, i)) {
            return false;
        }
    }
}

static bool split_spaces_last(Split *split) ATTACHED {
    const uint8_t *data = split->text.data;
    int64_t i = split->text.length;
    for (;;) {
        while (i > 0 && is_space(data[i - 1])) {
            i--;
        }
        if (i == 0) {
            return true;
        }
        int64_t end = i;
        if (split->limit-- == 0) {
            return add_part(split, 0, end);
        }
        while (i > 0 && !is_space(data[i - 1])) {
            i--;
        }
        if (!add_part(split, i, end)) {
            return false;
        }
    }
}

static bool split_bytes(Split *split, StrView separator) ATTACHED {
    int64_t start = 0;
    while (split->limit-- != 0) {
        StrView rest = view_part(split->text, start, split->text.length);
        int64_t found = view_find(rest, separator);
        if (found < 0) {
            break;
        }
        if (!add_part(split, start, start + found)) {
            return false;
        }
        start += found + separator.length;
    }
    return add_part(split, start, split->text.length);
}

static bool split_bytes_last(Split *split, StrView separator) ATTACHED {
    int64_t end = split->text.length;
    while (split->limit-- != 0) {
        int64_t found = view_find_last(view_part(split->text, 0, end), separator);
        if (found < 0) {
            break;
        }
        if (!add_part(split, found + separator.length, end)) {
            return false;
        }
        end = found;
    }
    return add_part(split, 0, end);
}

static bool split_by(Split *split, Value separator, bool is_last) ATTACHED {
    if (value_is_null(separator) || value_is_none(separator)) {
        return is_last ? split_spaces_last(split) : split_spaces(split);
    }
    BytesHold hold;
    if (!bytes_require(split->ts, separator, &hold)) {
        return false;
    }
    bool ok = false;
    if (hold.length == 0) {
        raise_error(split->ts, EXC_VALUE_ERROR, "empty separator");
    } else {
        ok = is_last ? split_bytes_last(split, bytes_text(&hold))
                     : split_bytes(split, bytes_text(&hold));
    }
    bytes_release(split->ts, &hold);
    return ok;
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

static Ref split_method(ThreadState *ts, const Value *arguments, bool is_last) ATTACHED {
    Split split = {.ts = ts, .self = arguments[0]};
    BytesHold hold;
    if (!argument_size(ts, arguments[2], -1, &split.limit) ||
        !bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    split.limit = split.limit < 0 ? -1 : split.limit;
    split.text = bytes_text(&hold);
    Ref list = list_new(ts, 0);
    if (!ref_is_null(list)) {
        split.list = value_object(borrow(list));
        if (!split_by(&split, arguments[1], is_last)) {
            ref_drop(ts, list);
            list = NO_REF;
        } else if (is_last) {
            reverse_new_list(split.list);
        }
    }
    bytes_release(ts, &hold);
    return list;
}

Ref bytes_split_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return split_method(ts, arguments, false);
}

Ref bytes_rsplit_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return split_method(ts, arguments, true);
}

static bool split_lines(Split *split, bool keeps_ends) ATTACHED {
    const uint8_t *data = split->text.data;
    int64_t length = split->text.length;
    for (int64_t start = 0; start < length;) {
        int64_t end = start;
        while (end < length && data[end] != '\n' && data[end] != '\r') {
            end++;
        }
        int64_t next = end < length ? end + 1 : end;
        if (next < length && data[end] == '\r' && data[next] == '\n') {
            next++;
        }
        if (!add_part(split, start, keeps_ends ? next : end)) {
            return false;
        }
        start = next;
    }
    return true;
}

Ref bytes_splitlines_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int keeps_ends = value_is_null(arguments[1]) ? 0 : value_truth(ts, arguments[1]);
    BytesHold hold;
    if (keeps_ends < 0 || !bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    Ref list = list_new(ts, 0);
    if (!ref_is_null(list)) {
        Split split = {ts, arguments[0], bytes_text(&hold), value_object(borrow(list)), -1};
        if (!split_lines(&split, keeps_ends)) {
            ref_drop(ts, list);
            list = NO_REF;
        }
    }
    bytes_release(ts, &hold);
    return list;
}

// --- strip ----------------------------------------------------------------------------------

enum { STRIP_LEFT = 1, STRIP_RIGHT = 2 };

static Ref strip_held(ThreadState *ts, Value self, const BytesHold *hold,
                      const BytesHold *chars, int sides) ATTACHED {
    bool stripped[256];
    for (int i = 0; i < 256; i++) {
        stripped[i] = chars ? chars->length && memchr(chars->data, i, (size_t)chars->length)
                            : is_space((uint8_t)i);
    }
    int64_t start = 0;
    int64_t end = hold->length;
    while (sides & STRIP_LEFT && start < end && stripped[hold->data[start]]) {
        start++;
    }
    while (sides & STRIP_RIGHT && end > start && stripped[hold->data[end - 1]]) {
        end--;
    }
    if (start == 0 && end == hold->length && value_is(self, KIND_BYTES)) {
        return ref_take(ts, self);
    }
    return bytes_like_self(ts, self, hold->data + start, end - start);
}

static Ref strip(ThreadState *ts, const Value *arguments, int sides) ATTACHED {
    BytesHold hold;
    if (!bytes_require(ts, arguments[0], &hold)) {
        return NO_REF;
    }
    Ref result = NO_REF;
    BytesHold chars;
    if (value_is_null(arguments[1]) || value_is_none(arguments[1])) {
        result = strip_held(ts, arguments[0], &hold, NULL, sides);
    } else if (bytes_require(ts, arguments[1], &chars)) {
        result = strip_held(ts, arguments[0], &hold, &chars, sides);
        bytes_release(ts, &chars);
    }
    bytes_release(ts, &hold);
    return result;
}

Ref bytes_strip_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return strip(ts, arguments, STRIP_LEFT | STRIP_RIGHT);
}

Ref bytes_lstrip_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return strip(ts, arguments, STRIP_LEFT);
}

Ref bytes_rstrip_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return strip(ts, arguments, STRIP_RIGHT);
}

// --- join, replace --------------------------------------------------------------------------

static bool join_items(BytesBuilder *builder, const BytesHold *separator,
                       const ListSnapshot *items) ATTACHED {
    ThreadState *ts = builder->ts;
    for (int64_t i = 0; i < items->length; i++) {
        BytesHold item;
        int found = bytes_hold(ts, items->items[i], &item);
        if (found <= 0) {
            if (found == 0) {
                raise_error(ts, EXC_TYPE_ERROR,
                            "sequence item %lld: expected a bytes-like object, %s found",
                            (long long)i, value_type_name(ts, items->items[i]));
            }
            return false;
        }
        bool ok = (i == 0 || bytes_builder_add(builder, separator->data, separator->length)) &&
                  bytes_builder_add(builder, item.data, item.length);
        bytes_release(ts, &item);
        if (!ok) {
            return false;
        }
    }
    return true;
}

Ref bytes_join_method(ThreadState *ts, const Value *arguments) ATTACHED {
    const TypeSlots *slots = &value_type(ts, arguments[1])->slots;
    if (!slots->iterate && !slots->get_item) {
        return raise_error(ts, EXC_TYPE_ERROR, "can only join an iterable");
    }
    ListSnapshot items;
    if (!items_from_iterable(ts, arguments[1], &items)) {
        return NO_REF;
    }
    Ref result = NO_REF;
    BytesHold separator;
    if (bytes_require(ts, arguments[0], &separator)) {
        BytesBuilder builder;
        bytes_builder_init(&builder, ts);
        if (join_items(&builder, &separator, &items)) {
            result = bytes_like_self(ts, arguments[0], builder.data, builder.length);
        }
        bytes_builder_discard(&builder);
        bytes_release(ts, &separator);
    }
    list_snapshot_drop(ts, &items);
    return result;
}

static bool replace_all(BytesBuilder *builder, StrView text, StrView old, StrView new,
                        int64_t limit) ATTACHED {
    const uint8_t *data = text.data;
    int64_t start = 0;
    while (limit-- != 0 && start <= text.length) {
        int64_t found = view_find(view_part(text, start, text.length), old);
        if (found < 0) {
            break;
        }
        // Empty bytes are found in front of every byte and at the end.
        int64_t copied = old.length == 0 && start < text.length ? 1 : 0;
        if (!bytes_builder_add(builder, data + start, found) ||
            !bytes_builder_add(builder, new.data, new.length) ||
            !bytes_builder_add(builder, data + start, copied)) {
            return false;
        }
        if (old.length == 0 && start == text.length) {
            return true;
        }
        start += found + old.length + copied;
    }
    return bytes_builder_add(builder, data + start, text.length - start);
}

static Ref replace_held(ThreadState *ts, Value self, const BytesHold *hold,
                        const BytesHold *old, const BytesHold *new, int64_t limit) ATTACHED {
    BytesBuilder builder;
    bytes_builder_init(&builder, ts);
    Ref result = NO_REF;
    if (replace_all(&builder, bytes_text(hold), bytes_text(old), bytes_text(new), limit)) {
        result = bytes_like_self(ts, self, builder.data, builder.length);
    }
    bytes_builder_discard(&builder);
    return result;
}

Ref bytes_replace_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t limit;
    BytesHold holds[3];
    int n = 0;
    while (n < 3 && bytes_require(ts, arguments[n], &holds[n])) {
        n++;
    }
    Ref result = NO_REF;
    if (n == 3 && argument_size(ts, arguments[3], -1, &limit)) {
        limit = limit < 0 ? -1 : limit;
        result = replace_held(ts, arguments[0], &holds[0], &holds[1], &holds[2], limit);
    }
    while (n > 0) {
        bytes_release(ts, &holds[--n]);
    }
    return result;
}
