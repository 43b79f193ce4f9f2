// What the prompt and the end of a program tell about reference counts and memory.
#include "runtime/shell/refcount_report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "runtime/modules/gil_counts.h"
#include "runtime/shell/run.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/protocol.h"
#include "vm/object/racy.h"
#include "vm/object/refcount.h"
#include "vm/object/type.h"
#include "vm/observe/place.h"
#include "vm/thread/gil.h"
#include "vm/thread/refcount_mode.h"

#define HOLDERS_SHOWN 3
#define CASES_SHOWN   10

// --- racy counts ----------------------------------------------------------------------------

// Who refers to an object.
typedef struct HolderSearch {
    const Object *target;
    const Object *holder; // being looked at
    bool holds;
    size_t found;
    const char *types[HOLDERS_SHOWN];
} HolderSearch;

static void look_for(Value v, void *context) {
    HolderSearch *search = context;
    search->holds |=
        !value_is_null(v) && value_is_object(v) && value_object(v) == search->target;
}

static void look_into(Object *object, void *context) {
    HolderSearch *search = context;
    if (object_is_dead(object) || !object->type || !object->type->slots.traverse) {
        return;
    }
    search->holds = false;
    object->type->slots.traverse(object, look_for, search);
    if (search->holds) {
        if (search->found < HOLDERS_SHOWN) {
            search->types[search->found] = object->type->name;
        }
        search->found++;
    }
}

static void print_holders(ThreadState *ts, const Object *object) STOPPED {
    HolderSearch search = {.target = object};
    heap_each_object(ts->interpreter, look_into, &search);
    for (size_t i = 0; i < search.found && i < HOLDERS_SHOWN; i++) {
        fprintf(stderr, "%s a %s", i ? "," : ", held by", search.types[i]);
    }
    if (search.found > HOLDERS_SHOWN) {
        fprintf(stderr, " and %zu more", search.found - HOLDERS_SHOWN);
    }
}

static void print_place(const char *what, GuestPlace place) {
    char text[PLACE_SIZE];
    place_describe(text, sizeof text, place);
    fprintf(stderr, "%s %s", what, text);
}

static void print_cases(ThreadState *ts, const RacyCases *cases, bool with_holders) STOPPED {
    for (size_t i = 0; i < cases->kept && i < CASES_SHOWN; i++) {
        const RacyCase *c = &cases->items[i];
        fprintf(stderr, "    %s", c->type);
        print_place(", made at", c->made);
        print_place("\n      last dropped at", c->dropped);
        fprintf(stderr, " (thread %llu)", (unsigned long long)c->thread);
        if (with_holders) {
            fprintf(stderr, "\n      %lld real reference%s", (long long)c->references,
                    c->references == 1 ? "" : "s");
            print_holders(ts, c->object);
        }
        fputc('\n', stderr);
    }
    if (cases->count > CASES_SHOWN) {
        fprintf(stderr, "    ... %llu in all\n", (unsigned long long)cases->count);
    }
}

void refcount_report_print(ThreadState *ts) {
    RacyReport *report = racy_report(ts->interpreter);
    if (!report || !report->updates) {
        free(report);
        return;
    }
    fprintf(stderr,
            "racy reference counts: of %llu updates %llu were lost:\n"
            "  %llu increments and %llu decrements\n",
            (unsigned long long)report->updates,
            (unsigned long long)(report->lost_increments + report->lost_decrements),
            (unsigned long long)report->lost_increments,
            (unsigned long long)report->lost_decrements);
    fprintf(stderr, "  %llu object%s would have been freed while in use%s\n",
            (unsigned long long)report->freed_in_use.count,
            report->freed_in_use.count == 1 ? "" : "s",
            report->freed_in_use.count ? ": a crash, or worse" : "");
    print_cases(ts, &report->freed_in_use, true);
    fprintf(stderr,
            "  %llu object%s leaked: nobody refers to them, their counts say otherwise\n",
            (unsigned long long)report->leaked.count,
            report->leaked.count == 1 ? " was" : "s were");
    print_cases(ts, &report->leaked, false);
    free(report);
}

// --- the prompt -----------------------------------------------------------------------------

void refcount_report_dial(ThreadState *ts, const char *name) {
    RefcountMode mode;
    if (*name && !refcount_mode_find(name, &mode)) {
        printf("%%refcount takes biased, atomic or racy, not '%s'\n", name);
        return;
    }
    if (*name && !refcount_mode_set(ts, mode)) {
        error_clear(ts);
        printf("no memory\n");
        return;
    }
    bool is_on = gil_is_enabled(ts->interpreter->gil);
    printf("reference counts %s%s\n", refcount_mode_name(refcount_mode_get(ts)),
           is_on ? " (once the GIL is off; with it all counts are plain)" : "");
}

void refcount_report_refs(ThreadState *ts, const char *expression) {
    Ref v = run_expression(ts, expression, "<stdin>");
    if (ref_is_null(v)) {
        run_report(ts);
        return;
    }
    Ref text = gil_describe_refs(ts, borrow(v));
    ref_drop(ts, v);
    char *shown = ref_is_null(text) ? NULL : str_to_utf8(ts, borrow(text), NULL);
    if (shown) {
        printf("%s\n", shown);
    }
    error_clear(ts);
    buffer_free(ts, shown);
    ref_drop(ts, text);
}

// A number of bytes for people.
static void print_size(const char *what, uint64_t size) {
    bool is_large = size >= 10 * 1024 * 1024;
    printf("  %-32s %8llu %s\n", what, (unsigned long long)(size >> (is_large ? 20 : 10)),
           is_large ? "MiB" : "KiB");
}

void refcount_report_memory(ThreadState *ts) {
    GilMemory memory = gil_memory_now(ts);
    printf("  %-32s %8zu\n", "objects", memory.heap.objects);
    print_size("live objects", memory.heap.live_size);
    print_size("held for objects", memory.heap.held_size);
    print_size("resident memory of the process", memory.resident);
}
