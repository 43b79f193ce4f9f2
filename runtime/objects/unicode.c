// Properties and case of characters: utf8proc's general categories and simple case mappings,
// corrected by the small tables of unicode_tables.h. ASCII is answered without either.
#include "runtime/objects/unicode.h"

#include <stddef.h>
#include <utf8proc.h>

#include "runtime/objects/unicode_tables.h"

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])
#define IS_IN(table, c) is_in_ranges(table, COUNT_OF(table), c)

static bool is_in_ranges(const UnicodeRange *ranges, size_t count, uint32_t c) {
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > ranges[middle].last) {
            low = middle + 1;
        } else if (c < ranges[middle].first) {
            high = middle;
        } else {
            return true;
        }
    }
    return false;
}

static utf8proc_category_t category_of(uint32_t c) {
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    if (category == UTF8PROC_CATEGORY_CN) {
        if (IS_IN(NEWER_LETTERS, c)) {
            return UTF8PROC_CATEGORY_LO;
        }
        if (IS_IN(NEWER_SYMBOLS, c)) {
            return UTF8PROC_CATEGORY_SO;
        }
    }
    return category;
}

static bool is_letter(utf8proc_category_t category) {
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

static bool is_ascii_letter(uint32_t c) {
    return (c | 0x20) - 'a' < 26;
}

static bool is_ascii_digit(uint32_t c) {
    return c - '0' < 10;
}

bool unicode_is_alpha(uint32_t c) {
    return c < 0x80 ? is_ascii_letter(c) : is_letter(category_of(c));
}

bool unicode_is_space_beyond_ascii(uint32_t c) {
    return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool unicode_is_decimal(uint32_t c) {
    return c < 0x80 ? is_ascii_digit(c) : category_of(c) == UTF8PROC_CATEGORY_ND;
}

bool unicode_is_digit(uint32_t c) {
    return unicode_is_decimal(c) || (c >= 0x80 && IS_IN(DIGIT_EXTRA, c));
}

bool unicode_is_numeric(uint32_t c) {
    if (c < 0x80) {
        return is_ascii_digit(c);
    }
    utf8proc_category_t category = category_of(c);
    return category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_NL ||
           category == UTF8PROC_CATEGORY_NO || IS_IN(NUMERIC_EXTRA, c);
}

bool unicode_is_printable(uint32_t c) {
    if (c < 0x7F) {
        return c >= ' ';
    }
    switch (category_of(c)) {
    case UTF8PROC_CATEGORY_CN:
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_CS:
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return false;
    default:
        return true;
    }
}

bool unicode_is_lower(uint32_t c) {
    if (c < 0x80) {
        return c - 'a' < 26;
    }
    return category_of(c) == UTF8PROC_CATEGORY_LL || IS_IN(LOWER_EXTRA, c);
}

bool unicode_is_upper(uint32_t c) {
    if (c < 0x80) {
        return c - 'A' < 26;
    }
    return category_of(c) == UTF8PROC_CATEGORY_LU || IS_IN(UPPER_EXTRA, c);
}

bool unicode_is_title(uint32_t c) {
    return c >= 0x80 && category_of(c) == UTF8PROC_CATEGORY_LT;
}

bool unicode_is_cased(uint32_t c) {
    return unicode_is_lower(c) || unicode_is_upper(c) || unicode_is_title(c);
}

bool unicode_is_case_ignorable(uint32_t c) {
    switch (category_of(c)) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_SK:
        return true;
    default:
        return IS_IN(CASE_IGNORABLE_EXTRA, c);
    }
}

bool unicode_is_identifier_start(uint32_t c) {
    if (c < 0x80) {
        return is_ascii_letter(c) || c == '_';
    }
    utf8proc_category_t category = category_of(c);
    if (is_letter(category) || category == UTF8PROC_CATEGORY_NL) {
        return !IS_IN(IDENTIFIER_START_MISSING, c);
    }
    return IS_IN(IDENTIFIER_START_EXTRA, c);
}

bool unicode_is_identifier_continue(uint32_t c) {
    if (c < 0x80) {
        return is_ascii_letter(c) || is_ascii_digit(c) || c == '_';
    }
    switch (category_of(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_PC:
        return !IS_IN(IDENTIFIER_CONTINUE_MISSING, c);
    default:
        return IS_IN(IDENTIFIER_CONTINUE_EXTRA, c);
    }
}

bool unicode_ends_line(uint32_t c) {
    return (c >= '\n' && c <= '\r') || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 ||
           c == 0x2029;
}

int unicode_decimal_value(uint32_t c) {
    if (c < 0x80) {
        return is_ascii_digit(c) ? (int)(c - '0') : -1;
    }
    if (!unicode_is_decimal(c)) {
        return -1;
    }
    // The decimal digits of a script stand in order from zero, and sets of ten that touch each
    // other (the mathematical ones) are whole: so count from where the run begins.
    uint32_t first = c;
    while (unicode_is_decimal(first - 1)) {
        first--;
    }
    return (int)((c - first) % 10);
}

// Writes what the table has for c and returns how many characters that is; 0 if it has nothing.
static int look_up(const UnicodeMapping *mappings, size_t count, uint32_t c,
                   uint32_t out[UNICODE_EXPANSION_MAX]) {
    size_t low = 0;
    size_t high = count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (c > mappings[middle].from) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == count || mappings[low].from != c) {
        return 0;
    }
    int n = 0;
    for (; n < UNICODE_EXPANSION_MAX && mappings[low].to[n]; n++) {
        out[n] = mappings[low].to[n];
    }
    return n;
}

#define LOOK_UP(table, c, out) look_up(table, COUNT_OF(table), c, out)

int unicode_to_lower(uint32_t c, uint32_t out[UNICODE_EXPANSION_MAX]) {
    if (c < 0x80) {
        out[0] = c - 'A' < 26 ? c + 32 : c;
        return 1;
    }
    int n = LOOK_UP(LOWER_MAPPINGS, c, out);
    if (n == 0) {
        out[0] = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
        n = 1;
    }
    return n;
}

int unicode_to_upper(uint32_t c, uint32_t out[UNICODE_EXPANSION_MAX]) {
    if (c < 0x80) {
        out[0] = c - 'a' < 26 ? c - 32 : c;
        return 1;
    }
    int n = LOOK_UP(UPPER_MAPPINGS, c, out);
    if (n == 0) {
        out[0] = (uint32_t)utf8proc_toupper((utf8proc_int32_t)c);
        n = 1;
    }
    return n;
}

int unicode_to_title(uint32_t c, uint32_t out[UNICODE_EXPANSION_MAX]) {
    if (c < 0x80) {
        return unicode_to_upper(c, out);
    }
    int n = LOOK_UP(TITLE_MAPPINGS, c, out);
    if (n == 0) {
        out[0] = (uint32_t)utf8proc_totitle((utf8proc_int32_t)c);
        n = 1;
    }
    return n;
}

int unicode_to_folded(uint32_t c, uint32_t out[UNICODE_EXPANSION_MAX]) {
    if (c < 0x80) {
        return unicode_to_lower(c, out);
    }
    int n = LOOK_UP(FOLD_MAPPINGS, c, out);
    return n ? n : unicode_to_lower(c, out);
}
