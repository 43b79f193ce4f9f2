// The distance of two names, one row of the usual table at a time. See closest_name.h.
#include "vm/base/closest_name.h"

#include <string.h>

#define STEP_COST    2
#define CASE_COST    1
#define COMPARED_MAX 40 // bytes, without what both names begin and end with

typedef struct Text {
    const char *bytes;
    size_t size;
} Text;

static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static size_t replacing_cost(char a, char b) {
    return a == b ? 0 : lower(a) == lower(b) ? CASE_COST : STEP_COST;
}

// Takes off what both begin and end with.
static void trim_common(Text *a, Text *b) {
    while (a->size > 0 && b->size > 0 && *a->bytes == *b->bytes) {
        *a = (Text){a->bytes + 1, a->size - 1};
        *b = (Text){b->bytes + 1, b->size - 1};
    }
    while (a->size > 0 && b->size > 0 && a->bytes[a->size - 1] == b->bytes[b->size - 1]) {
        a->size--;
        b->size--;
    }
}

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

// The distance, or more than `limit` if it is above that.
static size_t measure_distance(Text a, Text b, size_t limit) {
    trim_common(&a, &b);
    if (a.size == 0 || b.size == 0) {
        return (a.size + b.size) * STEP_COST;
    }
    if (a.size > COMPARED_MAX || b.size > COMPARED_MAX) {
        return limit + 1;
    }
    size_t row[COMPARED_MAX + 1]; // row[i]: from the bytes of b so far to the first i of a
    for (size_t i = 0; i <= a.size; i++) {
        row[i] = i * STEP_COST;
    }
    for (size_t k = 0; k < b.size; k++) {
        size_t diagonal = row[0];
        size_t smallest = row[0] = (k + 1) * STEP_COST;
        for (size_t i = 0; i < a.size; i++) {
            size_t replaced = diagonal + replacing_cost(a.bytes[i], b.bytes[k]);
            diagonal = row[i + 1];
            row[i + 1] = least(replaced, least(row[i], diagonal) + STEP_COST);
            smallest = least(smallest, row[i + 1]);
        }
        if (smallest > limit) {
            return limit + 1;
        }
    }
    return row[a.size];
}

bool closest_name_improves(ClosestName *search, const char *name, size_t size) {
    if (size == search->size && memcmp(name, search->wrong, size) == 0) {
        return false;
    }
    size_t limit = (search->size + size + 3) * STEP_COST / 6;
    if (search->is_found) {
        if (search->distance == 0) {
            return false;
        }
        limit = least(limit, search->distance - 1);
    }
    size_t distance =
        measure_distance((Text){search->wrong, search->size}, (Text){name, size}, limit);
    if (distance > limit) {
        return false;
    }
    search->is_found = true;
    search->distance = distance;
    return true;
}
