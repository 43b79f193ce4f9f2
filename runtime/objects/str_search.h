// Finding text in text, in time linear in both.
#ifndef GILT_RUNTIME_OBJECTS_STR_SEARCH_H
#define GILT_RUNTIME_OBJECTS_STR_SEARCH_H

#include "runtime/objects/str.h"

// The first / last place of the needle in the haystack, or -1. An empty needle is found at the
// start / at the end. Views of any widths. Cannot fail; O(haystack + needle), constant space.
int64_t view_find(StrView haystack, StrView needle) ANY_THREAD;
int64_t view_find_last(StrView haystack, StrView needle) ANY_THREAD;
// How often the needle occurs without overlapping, but no more than `limit` times (below 0: no
// limit). An empty needle occurs between all characters and at both ends.
int64_t view_count(StrView haystack, StrView needle, int64_t limit) ANY_THREAD;
// The first / last place of one character, or -1.
int64_t view_find_char(StrView haystack, uint32_t c) ANY_THREAD;
int64_t view_find_last_char(StrView haystack, uint32_t c) ANY_THREAD;
// Whether two views hold the same characters.
bool view_equal(StrView a, StrView b) ANY_THREAD;

#endif
