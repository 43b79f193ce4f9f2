// Finding text in text.
//
// One byte wide text in one byte wide text is the C library's memmem, which is linear. All
// other cases use the two-way algorithm (M. Crochemore, D. Perrin, 1991): the needle is cut at
// its critical position; the right half is compared first, left to right, a mismatch there
// shifts by how far it got; then the left half, a mismatch there shifts by the period. No
// table, and no text makes it quadratic. Searching from the back is the same on mirrored
// indices.
#include "runtime/objects/str_search.h"

#include <string.h>

// Text read forwards or mirrored.
typedef struct Reading {
    const uint8_t *data; // of the first character in reading order
    int64_t length;
    int64_t step; // bytes from one character to the next; negative if mirrored
    uint8_t width;
} Reading;

static Reading read_forwards(StrView view) {
    return (Reading){view.data, view.length, view.width, view.width};
}

static Reading read_backwards(StrView view) {
    const uint8_t *last = (const uint8_t *)view.data + (view.length - 1) * view.width;
    return (Reading){last, view.length, -(int64_t)view.width, view.width};
}

static inline uint32_t read_at(const Reading *text, int64_t i) {
    return char_read(text->data + i * text->step, text->width, 0);
}

// The start of the needle's greatest suffix, in the order of characters or in the reversed one,
// and that suffix's period.
static int64_t greatest_suffix(const Reading *needle, bool is_reversed, int64_t *period) {
    int64_t suffix = -1; // one before the candidate
    int64_t at = 0;
    int64_t matched = 1;
    *period = 1;
    while (at + matched < needle->length) {
        uint32_t a = read_at(needle, at + matched);
        uint32_t b = read_at(needle, suffix + matched);
        if (a == b) {
            if (matched == *period) {
                at += *period;
                matched = 1;
            } else {
                matched++;
            }
        } else if ((a < b) != is_reversed) {
            at += matched;
            matched = 1;
            *period = at - suffix;
        } else {
            suffix = at;
            at = suffix + 1;
            matched = 1;
            *period = 1;
        }
    }
    return suffix + 1;
}

// The critical position of the needle: where it is cut in two.
static int64_t critical_cut(const Reading *needle, int64_t *period) {
    int64_t reversed_period;
    int64_t cut = greatest_suffix(needle, false, period);
    int64_t reversed_cut = greatest_suffix(needle, true, &reversed_period);
    if (reversed_cut > cut) {
        *period = reversed_period;
        return reversed_cut;
    }
    return cut;
}

static bool is_periodic(const Reading *needle, int64_t cut, int64_t period) {
    if (cut + period > needle->length) {
        return false;
    }
    for (int64_t i = 0; i < cut; i++) {
        if (read_at(needle, i) != read_at(needle, i + period)) {
            return false;
        }
    }
    return true;
}

// The two-way search. `memory` is how much of the left half is known to match after a shift by
// the period of a periodic needle.
static int64_t search(const Reading *haystack, const Reading *needle) {
    int64_t period;
    int64_t cut = critical_cut(needle, &period);
    bool periodic = is_periodic(needle, cut, period);
    if (!periodic) {
        period = (cut > needle->length - cut ? cut : needle->length - cut) + 1;
    }
    int64_t memory = 0;
    for (int64_t at = 0; at <= haystack->length - needle->length;) {
        int64_t i = memory > cut ? memory : cut;
        while (i < needle->length && read_at(needle, i) == read_at(haystack, at + i)) {
            i++;
        }
        if (i < needle->length) {
            at += i - cut + 1;
            memory = 0;
            continue;
        }
        i = cut;
        while (i > memory && read_at(needle, i - 1) == read_at(haystack, at + i - 1)) {
            i--;
        }
        if (i <= memory) {
            return at;
        }
        at += period;
        memory = periodic ? needle->length - period : 0;
    }
    return -1;
}

int64_t view_find_char(StrView haystack, uint32_t c) {
    if (haystack.width == 1) {
        if (c > 0xFF || haystack.length == 0) {
            return -1;
        }
        const uint8_t *found = memchr(haystack.data, (int)c, (size_t)haystack.length);
        return found ? found - (const uint8_t *)haystack.data : -1;
    }
    for (int64_t i = 0; i < haystack.length; i++) {
        if (view_read(haystack, i) == c) {
            return i;
        }
    }
    return -1;
}

int64_t view_find_last_char(StrView haystack, uint32_t c) {
    if (haystack.width == 1) {
        if (c > 0xFF || haystack.length == 0) {
            return -1;
        }
        const uint8_t *found = memrchr(haystack.data, (int)c, (size_t)haystack.length);
        return found ? found - (const uint8_t *)haystack.data : -1;
    }
    for (int64_t i = haystack.length - 1; i >= 0; i--) {
        if (view_read(haystack, i) == c) {
            return i;
        }
    }
    return -1;
}

// In short texts looking for the first character is quicker than the preparations of memmem.
#define SHORT_TEXT 128

// The place of one byte wide text, of at least two characters, in another; null if it is not
// there.
static const uint8_t *find_bytes(const uint8_t *at, size_t length, const uint8_t *needle,
                                 size_t needle_length) {
    if (length > SHORT_TEXT) {
        return memmem(at, length, needle, needle_length);
    }
    const uint8_t *end = at + (length - needle_length) + 1; // where it can no longer begin
    while (at < end && (at = memchr(at, needle[0], (size_t)(end - at)))) {
        if (at[1] == needle[1] && memcmp(at, needle, needle_length) == 0) {
            return at;
        }
        at++;
    }
    return NULL;
}

int64_t view_find(StrView haystack, StrView needle) {
    if (needle.length == 0) {
        return 0;
    }
    if (needle.length > haystack.length) {
        return -1;
    }
    if (needle.length == 1) {
        return view_find_char(haystack, view_read(needle, 0));
    }
    if (haystack.width == 1 && needle.width == 1) {
        const uint8_t *found = find_bytes(haystack.data, (size_t)haystack.length, needle.data,
                                          (size_t)needle.length);
        return found ? found - (const uint8_t *)haystack.data : -1;
    }
    Reading hay = read_forwards(haystack);
    Reading sought = read_forwards(needle);
    return search(&hay, &sought);
}

int64_t view_find_last(StrView haystack, StrView needle) {
    if (needle.length == 0) {
        return haystack.length;
    }
    if (needle.length > haystack.length) {
        return -1;
    }
    if (needle.length == 1) {
        return view_find_last_char(haystack, view_read(needle, 0));
    }
    Reading hay = read_backwards(haystack);
    Reading sought = read_backwards(needle);
    int64_t from_end = search(&hay, &sought);
    return from_end < 0 ? -1 : haystack.length - from_end - needle.length;
}

int64_t view_count(StrView haystack, StrView needle, int64_t limit) {
    if (limit == 0) {
        return 0;
    }
    if (needle.length == 0) {
        int64_t gaps = haystack.length + 1;
        return limit > 0 && limit < gaps ? limit : gaps;
    }
    int64_t count = 0;
    StrView rest = haystack;
    while (limit < 0 || count < limit) {
        int64_t found = view_find(rest, needle);
        if (found < 0) {
            break;
        }
        count++;
        rest = view_part(rest, found + needle.length, rest.length);
    }
    return count;
}

bool view_equal(StrView a, StrView b) {
    if (a.length != b.length) {
        return false;
    }
    if (a.width == b.width) {
        return memcmp(a.data, b.data, (size_t)a.length * a.width) == 0;
    }
    for (int64_t i = 0; i < a.length; i++) {
        if (view_read(a, i) != view_read(b, i)) {
            return false;
        }
    }
    return true;
}
