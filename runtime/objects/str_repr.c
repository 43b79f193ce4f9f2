// repr of a str: quotes, escapes, and which characters may stand as they are.
//
// Single quotes, unless the text holds some and no double ones. A character is written as it is
// if str.isprintable says so; otherwise as \t \n \r, \xNN, \uNNNN or \UNNNNNNNN.
#include "runtime/objects/str.h"
#include "runtime/objects/str_builder.h"
#include "runtime/objects/unicode.h"
#include "vm/object/refcount.h"

static bool append_escape(StrBuilder *builder, uint32_t c) ATTACHED {
    const char *format = c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x";
    return str_builder_format(builder, format, (unsigned)c);
}

static bool append_quoted_char(StrBuilder *builder, uint32_t c, uint32_t quote) ATTACHED {
    switch (c) {
    case '\t':
        return str_builder_ascii(builder, "\\t", 2);
    case '\n':
        return str_builder_ascii(builder, "\\n", 2);
    case '\r':
        return str_builder_ascii(builder, "\\r", 2);
    default:
        break;
    }
    if (c == quote || c == '\\') {
        return str_builder_char(builder, '\\') && str_builder_char(builder, c);
    }
    return unicode_is_printable(c) ? str_builder_char(builder, c) : append_escape(builder, c);
}

static bool is_plain(uint32_t c, uint32_t quote) {
    return c >= ' ' && c < 0x7F && c != quote && c != '\\';
}

// Adds the text between the quotes: runs that need no escape in one piece.
static bool append_body(StrBuilder *builder, StrView view, uint32_t quote) ATTACHED {
    int64_t start = 0;
    for (int64_t i = 0; i < view.length; i++) {
        uint32_t c = view_read(view, i);
        if (is_plain(c, quote)) {
            continue;
        }
        if (!str_builder_view(builder, view_part(view, start, i)) ||
            !append_quoted_char(builder, c, quote)) {
            return false;
        }
        start = i + 1;
    }
    return str_builder_view(builder, view_part(view, start, view.length));
}

static uint32_t choose_quote(StrView view) {
    bool has_single = false;
    for (int64_t i = 0; i < view.length; i++) {
        uint32_t c = view_read(view, i);
        if (c == '"') {
            return '\'';
        }
        has_single = has_single || c == '\'';
    }
    return has_single ? '"' : '\'';
}

Ref str_repr(ThreadState *ts, Value s) ATTACHED {
    StrBuilder builder;
    str_builder_init(&builder, ts);
    StrView view = str_view(s);
    uint32_t quote = choose_quote(view);
    if (!str_builder_char(&builder, quote) || !append_body(&builder, view, quote) ||
        !str_builder_char(&builder, quote)) {
        str_builder_discard(&builder);
        return NO_REF;
    }
    return str_builder_finish(&builder);
}

Ref str_escape_non_ascii(ThreadState *ts, Value s) ATTACHED {
    if (str_of(s)->is_ascii) {
        return str_exact(ts, s);
    }
    StrBuilder builder;
    str_builder_init(&builder, ts);
    StrView view = str_view(s);
    for (int64_t i = 0; i < view.length; i++) {
        uint32_t c = view_read(view, i);
        bool ok = c < 0x80 ? str_builder_char(&builder, c) : append_escape(&builder, c);
        if (!ok) {
            str_builder_discard(&builder);
            return NO_REF;
        }
    }
    return str_builder_finish(&builder);
}
