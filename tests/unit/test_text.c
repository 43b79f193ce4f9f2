// Searching, UTF-8, properties of characters and columns: what of text needs no object. The
// expected answers are CPython's.
#include <stdlib.h>

#include "runtime/objects/str.h"
#include "runtime/objects/str_search.h"
#include "runtime/objects/str_width.h"
#include "runtime/objects/unicode.h"
#include "tests/unit/check.h"

#define HAYSTACK_MAX 64

// A run of characters in the width wanted.
typedef struct Text {
    uint32_t chars[HAYSTACK_MAX];
    _Alignas(4) uint8_t data[HAYSTACK_MAX * 4];
    StrView view;
} Text;

static uint64_t random_state = 1;

static uint32_t random_below(uint32_t n) {
    random_state = random_state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(random_state >> 33) % n;
}

// `alphabet` different characters from `first` on: few make repetitive texts, which is what
// tells searching algorithms apart.
static void make_text(Text *text, int64_t length, uint32_t alphabet, uint32_t first,
                      uint8_t width) {
    for (int64_t i = 0; i < length; i++) {
        text->chars[i] = first + random_below(alphabet);
    }
    chars_copy(text->data, width, text->chars, 4, length);
    text->view = (StrView){text->data, length, width};
}

static bool is_at(const Text *haystack, const Text *needle, int64_t at) {
    for (int64_t i = 0; i < needle->view.length; i++) {
        if (haystack->chars[at + i] != needle->chars[i]) {
            return false;
        }
    }
    return true;
}

static int64_t find_plainly(const Text *haystack, const Text *needle, bool is_last) {
    int64_t last = haystack->view.length - needle->view.length;
    for (int64_t i = 0; i <= last; i++) {
        int64_t at = is_last ? last - i : i;
        if (is_at(haystack, needle, at)) {
            return at;
        }
    }
    return -1;
}

TEST(finds_what_a_plain_search_finds) {
    static const uint8_t WIDTHS[] = {1, 2, 4};
    Text haystack;
    Text needle;
    for (int round = 0; round < 60000; round++) {
        uint32_t alphabet = 1 + random_below(3);
        uint8_t haystack_width = WIDTHS[random_below(3)];
        uint8_t needle_width = WIDTHS[random_below(3)];
        make_text(&haystack, random_below(HAYSTACK_MAX), alphabet, 'a', haystack_width);
        make_text(&needle, random_below(12), alphabet, 'a', needle_width);
        EXPECT_INT(view_find(haystack.view, needle.view),
                   find_plainly(&haystack, &needle, false));
        EXPECT_INT(view_find_last(haystack.view, needle.view),
                   find_plainly(&haystack, &needle, true));
    }
}

TEST(bytes_that_match_across_characters_are_no_match) {
    uint16_t haystack[] = {0x4100, 0x4241, 0x0042};
    uint16_t needle[] = {0x4241, 0x4241};
    EXPECT_INT(view_find((StrView){haystack, 3, 2}, (StrView){needle, 2, 2}), -1);
    EXPECT_INT(view_find_char((StrView){"abc", 3, 1}, 0x161), -1);
}

TEST(searching_is_linear) {
    // aaa...ab in aaa...a: a quadratic search would take 2^36 steps.
    int64_t length = 1 << 19;
    uint16_t *haystack = malloc((size_t)length * sizeof *haystack);
    uint16_t *needle = malloc((size_t)length / 4 * sizeof *needle);
    REQUIRE(haystack && needle);
    for (int64_t i = 0; i < length; i++) {
        haystack[i] = 0x4E2D;
        needle[i / 4] = 0x4E2D;
    }
    StrView hay = {haystack, length, 2};
    StrView sought = {needle, length / 4, 2};
    needle[length / 4 - 1] = 'b';
    EXPECT_INT(view_find(hay, sought), -1);
    needle[length / 4 - 1] = 0x4E2D;
    needle[0] = 'b';
    EXPECT_INT(view_find(hay, sought), -1);
    EXPECT_INT(view_find_last(hay, sought), -1);
    needle[0] = 0x4E2D;
    needle[length / 8] = 'b';
    EXPECT_INT(view_find(hay, sought), -1);
    free(haystack);
    free(needle);
}

TEST(counting_does_not_overlap) {
    EXPECT_INT(view_count((StrView){"aaaaa", 5, 1}, (StrView){"aa", 2, 1}, -1), 2);
    EXPECT_INT(view_count((StrView){"aaaaa", 5, 1}, (StrView){"", 0, 1}, -1), 6);
    EXPECT_INT(view_count((StrView){"aaaaa", 5, 1}, (StrView){"a", 1, 1}, 3), 3);
}

TEST(utf8_has_one_to_four_bytes) {
    static const uint32_t CHARS[] = {0,      0x7F,   0x80,    0x7FF,   0x800,
                                     0xD800, 0xFFFF, 0x10000, 0x10FFFF};
    static const char EXPECTED[] = "\0\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\xA0\x80\xEF\xBF\xBF"
                                   "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF";
    char out[64];
    StrView view = {CHARS, 9, 4};
    REQUIRE(utf8_size(view) == sizeof EXPECTED - 1);
    utf8_write_view(out, view);
    EXPECT(memcmp(out, EXPECTED, sizeof EXPECTED - 1) == 0);
}

TEST(bounds_are_of_the_smallest_width) {
    uint32_t wide[] = {'a', 0xE9, 0x4E2D, 0x1F600};
    EXPECT_INT(chars_bound(wide, 4, 1), 0x7F);
    EXPECT_INT(chars_bound(wide, 4, 2), 0xFF);
    EXPECT_INT(chars_bound(wide, 4, 3), 0xFFFF);
    EXPECT_INT(chars_bound(wide, 4, 4), 0x10FFFF);
    EXPECT_INT(chars_bound("aaaaaaaaaaaaaaa\xE9", 1, 16), 0xFF);
    EXPECT_INT(chars_bound("aaaaaaaaaaaaaaa\xE9", 1, 15), 0x7F);
}

// How many code points have a property, and the sum of these code points.
static void expect_property(bool (*property)(uint32_t c), int64_t count, int64_t sum) {
    int64_t found = 0;
    int64_t total = 0;
    for (uint32_t c = 0; c <= STR_MAX_CHAR; c++) {
        if (property(c)) {
            found++;
            total += c;
        }
    }
    EXPECT_INT(found, count);
    EXPECT_INT(total, sum);
}

TEST(properties_are_those_of_unicode_15_1) {
    expect_property(unicode_is_alpha, 136726, 14893071681);
    expect_property(unicode_is_space, 29, 141704);
    expect_property(unicode_is_decimal, 680, 32783620);
    expect_property(unicode_is_digit, 808, 36528954);
    expect_property(unicode_is_numeric, 1922, 107907824);
    expect_property(unicode_is_printable, 149625, 15870251364);
    expect_property(unicode_is_lower, 2544, 116308964);
    expect_property(unicode_is_upper, 1951, 95541008);
    expect_property(unicode_is_identifier_start, 136945, 14905111260);
    expect_property(unicode_is_identifier_continue, 140089, 15251168663);
}

// The sum over all code points of what they become, each weighed with its place.
static int64_t sum_mapping(int (*mapping)(uint32_t c, uint32_t out[UNICODE_EXPANSION_MAX])) {
    int64_t sum = 0;
    for (uint32_t c = 0; c <= STR_MAX_CHAR; c++) {
        uint32_t out[UNICODE_EXPANSION_MAX];
        int n = mapping(c, out);
        for (int i = 0; i < n; i++) {
            sum += (int64_t)out[i] * (i + 1);
        }
    }
    return sum;
}

TEST(case_mappings_are_full) {
    EXPECT_INT(sum_mapping(unicode_to_lower), 620624910626);
    EXPECT_INT(sum_mapping(unicode_to_upper), 620618667202);
    EXPECT_INT(sum_mapping(unicode_to_title), 620618477124);
    EXPECT_INT(sum_mapping(unicode_to_folded), 620617874115);
}

TEST(columns_count_wide_characters_twice) {
    EXPECT_INT(utf8_columns("abc", 3), 3);
    EXPECT_INT(utf8_columns("\xE4\xB8\xAD\xE6\x96\x87", 6), 4);
    EXPECT_INT(utf8_columns("e\xCC\x81", 3), 1);
    EXPECT_INT(utf8_columns("a\xFF", 2), 2);
    EXPECT_INT(char_columns('\n'), 0);
}
