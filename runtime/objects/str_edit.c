// Methods of str that make an edited copy: replace, center, zfill, expandtabs, encode, and
// str's own __format__. translate is in str_translate.c.
#include <string.h>

#include "runtime/objects/codec.h"
#include "runtime/objects/format_spec.h"
#include "runtime/objects/str.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/str_methods.h"
#include "runtime/objects/str_search.h"
#include "runtime/objects/text_arguments.h"
#include "vm/object/exceptions.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

// --- replace --------------------------------------------------------------------------------

// The new text before each of the first `limit` characters and, if the limit allows, at the
// end.
static bool replace_empty(StrBuilder *builder, StrView view, StrView new,
                          int64_t limit) ATTACHED {
    int64_t gaps = limit < 0 || limit > view.length ? view.length + 1 : limit;
    for (int64_t i = 0; i < gaps; i++) {
        int64_t end = i < view.length ? i + 1 : i;
        if (!str_builder_view(builder, new) ||
            !str_builder_view(builder, view_part(view, i, end))) {
            return false;
        }
    }
    int64_t done = gaps < view.length ? gaps : view.length;
    return str_builder_view(builder, view_part(view, done, view.length));
}

// `found` is the first place of the old text.
static bool replace_text(StrBuilder *builder, StrView view, StrView old, StrView new,
                         int64_t limit, int64_t found) ATTACHED {
    int64_t start = 0;
    while (found >= 0) {
        if (!str_builder_view(builder, view_part(view, start, start + found)) ||
            !str_builder_view(builder, new)) {
            return false;
        }
        start += found + old.length;
        found = --limit == 0 ? -1 : view_find(view_part(view, start, view.length), old);
    }
    return str_builder_view(builder, view_part(view, start, view.length));
}

// The same when all three texts are ASCII: what comes out is measured first.
static Ref replace_ascii(ThreadState *ts, StrView view, StrView old, StrView put,
                         int64_t limit) ATTACHED {
    int64_t count = view_count(view, old, limit);
    int64_t gain = put.length - old.length;
    if (gain > 0 && count > (INT64_MAX - view.length) / gain) {
        return raise_memory_error(ts);
    }
    int64_t length = view.length + count * gain;
    Str *result = str_allocate(ts, length, 0x7F);
    if (!result) {
        return NO_REF;
    }
    uint8_t *to = result->data;
    const uint8_t *from = view.data;
    StrView rest = view;
    for (; count > 0; count--) {
        int64_t n = view_find(rest, old);
        memcpy(to, from, (size_t)n);
        memcpy(to + n, put.data, (size_t)put.length);
        to += n + put.length;
        from += n + old.length;
        rest = view_part(rest, n + old.length, rest.length);
    }
    memcpy(to, from, (size_t)rest.length);
    if (length > 1) {
        return object_ref(result);
    }
    Ref shared = str_from_ascii(ts, result->data, length); // such strings exist once
    ref_drop(ts, object_ref(result));
    return shared;
}

static bool is_ascii(Value s) {
    return str_of(s)->is_ascii;
}

Ref str_replace_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t limit;
    if (!argument_str(ts, arguments[1], "replace", 1) ||
        !argument_str(ts, arguments[2], "replace", 2) ||
        !argument_size(ts, arguments[3], -1, &limit)) {
        return NO_REF;
    }
    StrView view = str_view(arguments[0]);
    StrView old = str_view(arguments[1]);
    int64_t found = limit == 0 ? -1 : view_find(view, old);
    if (found < 0) {
        return str_exact(ts, arguments[0]);
    }
    if (old.length > 0 && is_ascii(arguments[0]) && is_ascii(arguments[2])) {
        return replace_ascii(ts, view, old, str_view(arguments[2]), limit);
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    bool ok = old.length == 0
                  ? replace_empty(&builder, view, str_view(arguments[2]), limit)
                  : replace_text(&builder, view, old, str_view(arguments[2]), limit, found);
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

// --- Filling --------------------------------------------------------------------------------

// s with `before` and `after` fill characters around it.
static Ref pad(ThreadState *ts, StrView view, int64_t before, int64_t after,
               uint32_t fill) ATTACHED {
    StrBuilder builder;
    str_builder_init(&builder, ts);
    if (!str_builder_fill(&builder, fill, before) || !str_builder_view(&builder, view) ||
        !str_builder_fill(&builder, fill, after)) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

static bool read_fill(ThreadState *ts, Value v, uint32_t *fill) ATTACHED {
    *fill = ' ';
    if (value_is_null(v)) {
        return true;
    }
    if (!value_has_layout(ts, v, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "The fill character must be a unicode character, not %s",
                    value_is_none(v) ? "None" : value_type_name(ts, v));
        return false;
    }
    if (str_length(v) != 1) {
        raise_error(ts, EXC_TYPE_ERROR,
                    "The fill character must be exactly one character long");
        return false;
    }
    *fill = str_read(v, 0);
    return true;
}

enum { JUSTIFY_LEFT, JUSTIFY_RIGHT, JUSTIFY_CENTER };

static Ref justify(ThreadState *ts, const Value *arguments, int side) ATTACHED {
    int64_t width;
    uint32_t fill;
    if (!argument_size(ts, arguments[1], 0, &width) || !read_fill(ts, arguments[2], &fill)) {
        return NO_REF;
    }
    int64_t length = str_length(arguments[0]);
    if (width <= length) {
        return str_exact(ts, arguments[0]);
    }
    int64_t space = width - length;
    int64_t before = side == JUSTIFY_LEFT    ? 0
                     : side == JUSTIFY_RIGHT ? space
                                             : space / 2 + (space & width & 1);
    return pad(ts, str_view(arguments[0]), before, space - before, fill);
}

Ref str_ljust_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return justify(ts, arguments, JUSTIFY_LEFT);
}

Ref str_rjust_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return justify(ts, arguments, JUSTIFY_RIGHT);
}

Ref str_center_method(ThreadState *ts, const Value *arguments) ATTACHED {
    return justify(ts, arguments, JUSTIFY_CENTER);
}

Ref str_zfill_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t width;
    if (!argument_size(ts, arguments[1], 0, &width)) {
        return NO_REF;
    }
    StrView view = str_view(arguments[0]);
    if (width <= view.length) {
        return str_exact(ts, arguments[0]);
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    int64_t sign = view.length && (view_read(view, 0) == '+' || view_read(view, 0) == '-');
    if (!str_builder_view(&builder, view_part(view, 0, sign)) ||
        !str_builder_fill(&builder, '0', width - view.length) ||
        !str_builder_view(&builder, view_part(view, sign, view.length))) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

Ref str_expandtabs_method(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t tab_size;
    if (!argument_int(ts, arguments[1], 8, &tab_size)) {
        return NO_REF;
    }
    StrView view = str_view(arguments[0]);
    StrBuilder builder;
    str_builder_init(&builder, ts);
    int64_t column = 0;
    bool ok = true;
    for (int64_t i = 0; ok && i < view.length; i++) {
        uint32_t c = view_read(view, i);
        if (c == '\t') {
            int64_t n = tab_size > 0 ? tab_size - column % tab_size : 0;
            column += n;
            ok = str_builder_fill(&builder, ' ', n);
        } else {
            column = c == '\n' || c == '\r' ? 0 : column + 1;
            ok = str_builder_char(&builder, c);
        }
    }
    if (!ok) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

// --- encode ---------------------------------------------------------------------------------

static bool check_name(ThreadState *ts, Value v, const char *argument_name) ATTACHED {
    if (value_is_null(v) || value_has_layout(ts, v, KIND_STR)) {
        return true;
    }
    raise_error(ts, EXC_TYPE_ERROR, "encode() argument '%s' must be str, not %s", argument_name,
                value_is_none(v) ? "None" : value_type_name(ts, v));
    return false;
}

Ref str_encode_method(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!check_name(ts, arguments[1], "encoding") || !check_name(ts, arguments[2], "errors")) {
        return NO_REF;
    }
    return codec_encode(ts, arguments[0], arguments[1], arguments[2]);
}

// --- __format__ -----------------------------------------------------------------------------

Ref str_format_spec(ThreadState *ts, Value self, Value spec) ATTACHED {
    if (str_length(spec) == 0) {
        return value_str(ts, self); // asks the __str__ of a subclass
    }
    FormatSpec parsed;
    if (!format_spec_parse(ts, &parsed, spec, self, 's', '<')) {
        return NO_REF;
    }
    if (parsed.type != 's') {
        return format_spec_raise_unknown(ts, parsed.type, self);
    }
    const char *refused = NULL;
    if (parsed.sign) {
        refused = parsed.sign == ' ' ? "Space not allowed in string format specifier"
                                     : "Sign not allowed in string format specifier";
    } else if (parsed.drops_negative_zero) {
        refused = "Negative zero coercion (z) not allowed in string format specifier";
    } else if (parsed.is_alternate) {
        refused = "Alternate form (#) not allowed in string format specifier";
    } else if (parsed.align == '=') {
        refused = "'=' alignment not allowed in string format specifier";
    }
    if (refused) {
        return raise_error(ts, EXC_VALUE_ERROR, "%s", refused);
    }
    StrView view = str_view(self);
    if (parsed.precision >= 0 && parsed.precision < view.length) {
        view = view_part(view, 0, parsed.precision);
    }
    int64_t before;
    int64_t after;
    format_spec_padding(&parsed, view.length, &before, &after);
    return pad(ts, view, before, after, parsed.fill);
}
