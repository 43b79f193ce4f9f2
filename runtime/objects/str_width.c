// Columns of text in a terminal, by utf8proc's table of widths.
#include "runtime/objects/str_width.h"

#include <utf8proc.h>

int char_columns(uint32_t c) {
    if (c >= ' ' && c < 0x7F) {
        return 1;
    }
    int columns = utf8proc_charwidth((utf8proc_int32_t)c);
    return columns < 0 ? 0 : columns;
}

int64_t view_columns(StrView view) {
    int64_t columns = 0;
    for (int64_t i = 0; i < view.length; i++) {
        columns += char_columns(view_read(view, i));
    }
    return columns;
}

int64_t utf8_columns(const char *text, size_t size) {
    int64_t columns = 0;
    for (size_t at = 0; at < size;) {
        utf8proc_int32_t c;
        utf8proc_ssize_t left = (utf8proc_ssize_t)(size - at);
        utf8proc_ssize_t used = utf8proc_iterate((const utf8proc_uint8_t *)text + at, left, &c);
        if (used <= 0) {
            columns++;
            at++;
        } else {
            columns += char_columns((uint32_t)c);
            at += (size_t)used;
        }
    }
    return columns;
}
