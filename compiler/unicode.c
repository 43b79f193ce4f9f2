// Unicode properties over utf8proc's categories. See unicode.h.
//
// XID_Start and XID_Continue are derived as Unicode defines them (UAX 31): by category, plus a
// few characters that were identifiers once (Other_ID_Start, Other_ID_Continue), minus those
// whose NFKC form would not be an identifier.
#include "compiler/unicode.h"

#include <utf8proc.h>

typedef struct Interval {
    int32_t first;
    int32_t last;
} Interval;

static bool is_in(int32_t c, const Interval *intervals, size_t length) {
    for (size_t i = 0; i < length; i++) {
        if (c >= intervals[i].first && c <= intervals[i].last) {
            return true;
        }
    }
    return false;
}

// Letters whose compatibility form starts with a space or another non-letter.
static const Interval not_parts[] = {
    {0x037A, 0x037A}, {0x2E2F, 0x2E2F}, {0x309B, 0x309C}, {0xFC5E, 0xFC63}, {0xFDFA, 0xFDFB},
    {0xFE70, 0xFE70}, {0xFE72, 0xFE72}, {0xFE74, 0xFE74}, {0xFE76, 0xFE76}, {0xFE78, 0xFE78},
    {0xFE7A, 0xFE7A}, {0xFE7C, 0xFE7C}, {0xFE7E, 0xFE7E},
};
static const Interval only_parts[] = {{0x0E33, 0x0E33}, {0x0EB3, 0x0EB3}, {0xFF9E, 0xFF9F}};
static const Interval other_starts[] = {{0x1885, 0x1886}, {0x2118, 0x2118}, {0x212E, 0x212E}};
static const Interval other_parts[] = {
    {0x00B7, 0x00B7}, {0x0387, 0x0387}, {0x1369, 0x1371}, {0x19DA, 0x19DA},
    {0x200C, 0x200D}, {0x30FB, 0x30FB}, {0xFF65, 0xFF65},
};
#define IS_IN(c, intervals) is_in(c, intervals, sizeof(intervals) / sizeof((intervals)[0]))

bool unicode_is_name_start(int32_t c) {
    if (c == '_') {
        return true;
    }
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
        return !IS_IN(c, not_parts) && !IS_IN(c, only_parts);
    default:
        return IS_IN(c, other_starts);
    }
}

bool unicode_is_name_part(int32_t c) {
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
        return true;
    default:
        return unicode_is_name_start(c) || IS_IN(c, only_parts) || IS_IN(c, other_parts);
    }
}

bool lexer_is_printable(int32_t c) {
    switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    case UTF8PROC_CATEGORY_ZS:
        return c == ' ';
    default:
        return true;
    }
}

size_t unicode_encode(int32_t c, char *out) {
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}
