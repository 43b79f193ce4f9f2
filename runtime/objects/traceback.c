// Tracebacks and frames as the guest sees them.
//
// A frame object is a snapshot: where a frame stood and what it could see when the object was
// made. The VM's own frames come and go on the thread's stack.
#include "runtime/objects/traceback.h"

#include "vm/exec/frame.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

typedef struct FrameObject {
    Object head;
    Code *code;      // immortal
    Object *globals; // Dict
    Value locals;    // mapping, or NO_VALUE when it is no longer known
    Value back;      // FrameObject or NO_VALUE
    uint32_t line;
    uint32_t word;
} FrameObject;

static FrameObject *as_frame(Value v) {
    return (FrameObject *)value_object(v);
}

static Traceback *as_traceback(Value v) {
    return (Traceback *)value_object(v);
}

static FrameObject *frame_object(ThreadState *ts, Code *code, Object *globals,
                                 uint32_t word) ATTACHED {
    FrameObject *object = object_new(ts, builtin_type(ts, KIND_FRAME), sizeof *object);
    if (object) {
        object->code = code;
        object->globals = value_object(borrow(ref_take_object(ts, globals)));
        object->word = word;
        object->line = code_position(code, word).line;
    }
    return object;
}

// The line a frame is in: the first if it has not begun (a module: none); and what the compiler
// has added at the end, such as `return None`, stands in the line before it.
static uint32_t line_of(const Frame *frame) {
    const Code *code = frame->code;
    uint32_t word = frame_word(frame);
    uint32_t line = code_position(code, word).line;
    if (frame->pc == code->words) {
        bool is_module = !frame->function && !(load_relaxed(&code->flags) & CODE_CLASS_BODY);
        return is_module ? 0 : code->first_line;
    }
    while (line == 0 && word > 0) {
        line = code_position(code, --word).line;
    }
    return line;
}

Ref frame_snapshot(ThreadState *ts, Frame *frame) {
    Ref first = NO_REF;
    FrameObject *inner = NULL;
    for (; frame; frame = frame->previous) {
        FrameObject *object = frame_object(ts, frame->code, frame->globals, frame_word(frame));
        if (!object) {
            break;
        }
        if (inner) {
            inner->back = borrow(object_ref(object));
        } else {
            first = object_ref(object);
        }
        object->line = line_of(frame);
        object->locals = borrow(frame_locals(ts, frame));
        inner = object;
        if (error_is_set(ts)) {
            break;
        }
    }
    if (error_is_set(ts)) {
        ref_drop(ts, first);
        return NO_REF;
    }
    return first;
}

static void frame_destroy(ThreadState *ts, Object *self) ATTACHED {
    FrameObject *frame = (FrameObject *)self;
    object_release(ts, frame->globals);
    value_drop(ts, frame->locals);
    value_drop(ts, frame->back);
}

static void frame_traverse(Object *self, Visitor visit, void *context) {
    FrameObject *frame = (FrameObject *)self;
    visit(object_value(frame->globals), context);
    visit(frame->locals, context);
    visit(frame->back, context);
}

static Ref get_frame_code(ThreadState *ts, Value self) ATTACHED {
    return ref_take_object(ts, as_frame(self)->code);
}

static Ref get_frame_line(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return owned(value_from_int(as_frame(self)->line));
}

static Ref get_frame_globals(ThreadState *ts, Value self) ATTACHED {
    return ref_take_object(ts, as_frame(self)->globals);
}

static Ref get_frame_locals(ThreadState *ts, Value self) ATTACHED {
    Value locals = as_frame(self)->locals;
    return value_is_null(locals) ? dict_new(ts) : ref_take(ts, locals);
}

static Ref get_frame_back(ThreadState *ts, Value self) ATTACHED {
    Value back = as_frame(self)->back;
    return value_is_null(back) ? owned(NONE) : ref_take(ts, back);
}

// The names that the frame's code finds behind its globals.
static Ref get_frame_builtins(ThreadState *ts, Value self) ATTACHED {
    Ref builtins = dict_get_str(ts, as_frame(self)->globals, known_name(ts, NAME_BUILTINS));
    if (ref_is_null(builtins)) {
        return error_is_set(ts) ? NO_REF : ref_take_object(ts, ts->interpreter->builtins);
    }
    if (!value_has_layout(ts, borrow(builtins), KIND_MODULE)) {
        return builtins;
    }
    Ref dict = ref_take_object(ts, ((Module *)value_object(borrow(builtins)))->dict);
    ref_drop(ts, builtins);
    return dict;
}

// Where in the code the frame is, in bytes as co_lines() counts them.
static Ref get_frame_last(ThreadState *ts, Value self) ATTACHED {
    return int_from_i64(ts, (int64_t)(as_frame(self)->word * sizeof(CodeWord)));
}

// There is no tracing.
static Ref get_frame_trace(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    (void)self;
    return owned(NONE);
}

static Ref frame_repr(ThreadState *ts, Value self) ATTACHED {
    const FrameObject *frame = as_frame(self);
    char *name = str_to_utf8(ts, frame->code->name, NULL);
    Ref file = name ? value_repr(ts, frame->code->file_name) : NO_REF;
    char *file_text = ref_is_null(file) ? NULL : str_to_utf8(ts, borrow(file), NULL);
    Ref text = file_text ? str_format(ts, "<frame at %p, file %s, line %u, code %s>",
                                      (void *)value_object(self), file_text, frame->line, name)
                         : NO_REF;
    buffer_free(ts, file_text);
    ref_drop(ts, file);
    buffer_free(ts, name);
    return text;
}

static const GetSetDef FRAME_ATTRIBUTES[] = {
    {"f_code", get_frame_code, NULL, NULL},
    {"f_lineno", get_frame_line, NULL, NULL},
    {"f_lasti", get_frame_last, NULL, NULL},
    {"f_globals", get_frame_globals, NULL, NULL},
    {"f_builtins", get_frame_builtins, NULL, NULL},
    {"f_locals", get_frame_locals, NULL, NULL},
    {"f_back", get_frame_back, NULL, NULL},
    {"f_trace", get_frame_trace, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec frame_type_spec = {
    .name = "frame",
    .kind = KIND_FRAME,
    .base = KIND_INSTANCE,
    .size = sizeof(FrameObject),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = frame_destroy, .traverse = frame_traverse, .repr = frame_repr},
    .attributes = FRAME_ATTRIBUTES,
};

// --- tracebacks ---

const Code *traceback_place(Value v, uint32_t *word) {
    if (!value_is(v, KIND_TRACEBACK)) {
        return NULL;
    }
    *word = as_traceback(v)->word;
    return as_traceback(v)->code;
}

// A chain of entries may be as long as the recursion was deep: it is taken apart in a loop.
static void traceback_destroy(ThreadState *ts, Object *self) ATTACHED {
    object_release(ts, ((Traceback *)self)->globals);
    value_drop(ts, ((Traceback *)self)->scope);
    value_drop(ts, ((Traceback *)self)->next);
}

static void traceback_traverse(Object *self, Visitor visit, void *context) {
    visit(object_value(((Traceback *)self)->globals), context);
    visit(((Traceback *)self)->scope, context);
    visit(((Traceback *)self)->next, context);
}

static Ref get_next(ThreadState *ts, Value self) ATTACHED {
    Value next = as_traceback(self)->next;
    return value_is_null(next) ? owned(NONE) : ref_take(ts, next);
}

static Ref get_line(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return owned(value_from_int(as_traceback(self)->line));
}

static Ref get_last_instruction(ThreadState *ts, Value self) ATTACHED {
    (void)ts;
    return owned(value_from_int((int64_t)as_traceback(self)->word * 2));
}

static Ref get_frame(ThreadState *ts, Value self) ATTACHED {
    Traceback *entry = as_traceback(self);
    FrameObject *frame = frame_object(ts, entry->code, entry->globals, entry->word);
    return frame ? object_ref(frame) : NO_REF;
}

static const GetSetDef TRACEBACK_ATTRIBUTES[] = {
    {"tb_next", get_next, NULL, NULL},
    {"tb_lineno", get_line, NULL, NULL},
    {"tb_lasti", get_last_instruction, NULL, NULL},
    {"tb_frame", get_frame, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec traceback_type_spec = {
    .name = "traceback",
    .kind = KIND_TRACEBACK,
    .base = KIND_INSTANCE,
    .size = sizeof(Traceback),
    .flags = TYPE_DISALLOW_NEW,
    .slots = {.destroy = traceback_destroy, .traverse = traceback_traverse},
    .attributes = TRACEBACK_ATTRIBUTES,
};
