// _collections: what the module collections needs in C. deque is a type of its own (deque.c);
// the functions are the two steps of an OrderedDict that a dict does not offer.
#include "runtime/objects/dict.h"
#include "runtime/objects/tuple.h"
#include "vm/object/exceptions.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

static bool check_dict(ThreadState *ts, Value v) ATTACHED {
    if (!value_has_layout(ts, v, KIND_DICT)) {
        raise_error(ts, EXC_TYPE_ERROR, "expected a dict, got '%s'", value_type_name(ts, v));
        return false;
    }
    return true;
}

static Ref move_to_end(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int last = check_dict(ts, a[0]) ? value_truth(ts, a[2]) : -1;
    return last >= 0 && dict_move_to_end(ts, value_object(a[0]), a[1], last) ? owned(NONE)
                                                                             : NO_REF;
}

static Ref pop_end(ThreadState *ts, const Value *a) ATTACHED RUNS_GUEST {
    int last = check_dict(ts, a[0]) ? value_truth(ts, a[1]) : -1;
    if (last < 0) {
        return NO_REF;
    }
    Value item[2];
    Ref key;
    Ref value;
    Object *dict = value_object(a[0]);
    if (!(last ? dict_take_last : dict_take_first)(ts, dict, &key, &value)) {
        return raise_error(ts, EXC_KEY_ERROR, "dictionary is empty");
    }
    item[0] = borrow(key);
    item[1] = borrow(value);
    return tuple_from_owned(ts, item, 2);
}

static const NativeDef FUNCTIONS[] = {
    {"move_to_end(dict, key, last, /)", move_to_end, "Moves an item to one of the ends.", 0},
    {"pop_end(dict, last, /)", pop_end, "Takes the last or the first item out.", 0},
    {NULL, NULL, NULL, 0},
};

static const ClassDef CLASSES[] = {
    {"deque", KIND_DEQUE},
    {NULL, 0},
};

const ModuleSpec collections_module_spec = {
    .name = "_collections",
    .doc = "High performance data structures.",
    .functions = FUNCTIONS,
    .classes = CLASSES,
};
