// The tree of shapes of each class; see shape.h.
//
// Edges are added under the type's object lock. Readers follow `child` and `parent` without
// one: a shape is complete before it is linked, and lives as long as its type.
#include "vm/object/shape.h"

#include <stdlib.h>

#include "vm/base/atomics.h"
#include "vm/base/check.h"
#include "vm/object/exceptions.h"
#include "vm/object/lock.h"

int shape_find(const Shape *shape, Value name) {
    for (; shape && shape->count > 0; shape = shape->parent) {
        if (value_same(shape->key, name)) {
            return shape->count - 1;
        }
    }
    return -1;
}

// A new shape, not yet linked to a parent. The type's lock is held.
static Shape *shape_new(ThreadState *ts, Type *type) ATTACHED {
    Shape *shape = calloc(1, sizeof *shape);
    if (shape) {
        shape->id = version_next(ts->interpreter);
        shape->type = type;
        shape->inline_capacity = (uint16_t)type->inline_capacity;
        shape->next = type->shapes;
        type->shapes = shape;
    }
    return shape;
}

Shape *shape_root(ThreadState *ts, Type *type) {
    Shape *root = load_acquire(&type->root_shape);
    if (LIKELY(root != NULL)) {
        return root;
    }
    object_lock(ts, &type->head);
    root = type->root_shape;
    if (!root && (root = shape_new(ts, type))) {
        store_release(&type->root_shape, root); // pairs with the acquire above
    }
    object_unlock(ts, &type->head);
    if (!root) {
        raise_memory_error(ts);
    }
    return root;
}

Shape *shape_dictionary(ThreadState *ts, Type *type) {
    object_lock(ts, &type->head);
    Shape *shape = type->dictionary_shape;
    if (!shape && (shape = shape_new(ts, type))) {
        shape->is_dictionary = true;
        shape->id = 0;
        type->dictionary_shape = shape;
    }
    object_unlock(ts, &type->head);
    if (!shape) {
        raise_memory_error(ts);
    }
    return shape;
}

Shape *shape_extend(ThreadState *ts, Shape *shape, Value name) {
    Shape *child = load_acquire(&shape->child);
    if (LIKELY(child && value_same(child->key, name))) {
        return child;
    }
    if (shape->count >= SHAPE_SLOT_MAX) {
        return shape_dictionary(ts, shape->type);
    }
    object_lock(ts, &shape->type->head);
    for (child = shape->children; child && !value_same(child->key, name);
         child = child->sibling) {
    }
    if (!child && (child = shape_new(ts, shape->type))) {
        child->inline_capacity = shape->inline_capacity;
        child->parent = shape;
        child->key = name;
        child->count = (uint16_t)(shape->count + 1);
        child->sibling = shape->children;
        shape->children = child;
    }
    if (child) {
        store_release(&shape->child, child); // pairs with the acquire above
    }
    object_unlock(ts, &shape->type->head);
    if (!child) {
        raise_memory_error(ts);
    }
    return child;
}

void shape_renumber(ThreadState *ts, Type *type) {
    object_lock(ts, &type->head);
    for (Shape *shape = type->shapes; shape; shape = shape->next) {
        if (!shape->is_dictionary) {
            store_seq_cst(&shape->id, version_next(ts->interpreter));
        }
    }
    object_unlock(ts, &type->head);
}

void shape_free_all(Type *type) {
    while (type->shapes) {
        Shape *shape = type->shapes;
        type->shapes = shape->next;
        free(shape);
    }
    type->root_shape = type->dictionary_shape = NULL;
}
