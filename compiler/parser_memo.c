// The memo of the hinting pass: results of rules by position. See parser_internal.h.
#include <stdlib.h>

#include "compiler/parser_internal.h"

static MemoEntry *find_entry(MemoEntry *entries, size_t capacity, uint64_t key) {
    size_t at = (size_t)(key * 0x9E3779B97F4A7C15u >> 32) & (capacity - 1);
    while (entries[at].key != 0 && entries[at].key != key) {
        at = (at + 1) & (capacity - 1);
    }
    return &entries[at];
}

static bool grow_memo(Parser *p) {
    size_t capacity = p->memo_capacity == 0 ? 1024 : p->memo_capacity * 2;
    MemoEntry *entries = calloc(capacity, sizeof *entries);
    if (entries == NULL) {
        diagnostic_set_memory(p->error);
        return false;
    }
    for (size_t i = 0; i < p->memo_capacity; i++) {
        if (p->memo[i].key != 0) {
            *find_entry(entries, capacity, p->memo[i].key) = p->memo[i];
        }
    }
    free(p->memo);
    p->memo = entries;
    p->memo_capacity = capacity;
    return true;
}

void *parser_memoise(Parser *p, MemoRule id, RuleFunction rule) {
    if (!p->is_hinting) {
        return rule(p);
    }
    if ((p->memo_length + 1) * 2 > p->memo_capacity && !grow_memo(p)) {
        return NULL;
    }
    uint64_t key = (uint64_t)p->position << 8 | (uint64_t)id << 1 | p->hints_off;
    MemoEntry *entry = find_entry(p->memo, p->memo_capacity, key);
    if (entry->key != 0) {
        p->position = entry->end;
        return entry->result;
    }
    void *result = rule(p);
    if (!parser_is_stopped(p)) {
        // The rule may have grown the memo, and filled it.
        if ((p->memo_length + 1) * 2 > p->memo_capacity && !grow_memo(p)) {
            return NULL;
        }
        entry = find_entry(p->memo, p->memo_capacity, key);
        p->memo_length += entry->key == 0;
        *entry = (MemoEntry){key, result, p->position};
    }
    return result;
}
