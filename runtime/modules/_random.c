// The module _random: the Mersenne Twister MT19937 (M. Matsumoto, T. Nishimura 1998) behind
// random.Random, with CPython's way of seeding it and of making floats, so that a seed gives
// the same numbers there and here.
//
// A generator's state changes with every number, so each call works under the object's lock:
// two threads that share one get different numbers of the same sequence.
#include <errno.h>
#include <nettle/sha2.h>
#include <sys/random.h>

#include "runtime/objects/int_big.h"
#include "vm/needs_runtime.h"
#include "vm/object/attributes.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/lock.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"

#define STATE_LENGTH 624
#define MIDDLE       397
#define UPPER_BIT    0x80000000u
#define LOWER_BITS   0x7fffffffu

typedef struct Twister {
    uint32_t words[STATE_LENGTH];
    uint32_t index; // of the next word to use; STATE_LENGTH: make new ones first
} Twister;

typedef struct Random {
    Object head;
    Twister twister; // guarded by the object lock
} Random;

static Random *random_of(Value v) {
    return (Random *)value_object(v);
}

// --- The generator ---

static void make_words(uint32_t *words) {
    for (int i = 0; i < STATE_LENGTH; i++) {
        uint32_t y = (words[i] & UPPER_BIT) | (words[(i + 1) % STATE_LENGTH] & LOWER_BITS);
        uint32_t twist = y & 1 ? 0x9908b0dfu : 0;
        words[i] = words[(i + MIDDLE) % STATE_LENGTH] ^ y >> 1 ^ twist;
    }
}

static uint32_t next_word(Twister *twister) {
    if (twister->index >= STATE_LENGTH) {
        make_words(twister->words);
        twister->index = 0;
    }
    uint32_t y = twister->words[twister->index++];
    y ^= y >> 11;
    y ^= y << 7 & 0x9d2c5680u;
    y ^= y << 15 & 0xefc60000u;
    return y ^ y >> 18;
}

static uint32_t spread(uint32_t word, uint32_t factor) {
    return (word ^ word >> 30) * factor;
}

// Seeds with a key of at least one word.
static void seed_with_key(Twister *twister, const uint32_t *key, size_t length) {
    uint32_t *words = twister->words;
    words[0] = 19650218u;
    for (uint32_t i = 1; i < STATE_LENGTH; i++) {
        words[i] = spread(words[i - 1], 1812433253u) + i;
    }
    size_t steps = length > STATE_LENGTH ? length : STATE_LENGTH;
    uint32_t i = 1;
    for (size_t step = 0, j = 0; step < steps; step++) {
        words[i] = (words[i] ^ spread(words[i - 1], 1664525u)) + key[j] + (uint32_t)j;
        if (++i == STATE_LENGTH) {
            words[0] = words[STATE_LENGTH - 1];
            i = 1;
        }
        j = j + 1 == length ? 0 : j + 1;
    }
    for (int step = 1; step < STATE_LENGTH; step++) {
        words[i] = (words[i] ^ spread(words[i - 1], 1566083941u)) - i;
        if (++i == STATE_LENGTH) {
            words[0] = words[STATE_LENGTH - 1];
            i = 1;
        }
    }
    words[0] = UPPER_BIT;
    twister->index = STATE_LENGTH;
}

// --- Seeding ---

// Fills a buffer from the operating system. False with OSError.
static bool fill_random(ThreadState *ts, void *buffer, size_t size) ATTACHED {
    char *next = buffer;
    while (size > 0) {
        ssize_t n = getrandom(next, size, 0);
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            raise_os_error(ts, errno, NO_VALUE);
            return false;
        }
        next += n;
        size -= (size_t)n;
    }
    return true;
}

static void set_key(ThreadState *ts, Random *self, const uint32_t *key,
                    size_t length) ATTACHED {
    object_lock(ts, &self->head);
    seed_with_key(&self->twister, key, length);
    object_unlock(ts, &self->head);
}

// Seeds with the magnitude of an int.
static bool seed_with_int(ThreadState *ts, Random *self, Value v) ATTACHED {
    IntView view;
    int_view(v, &view);
    if (view.length <= 1) {
        uint64_t limb = view.length ? view.limbs[0] : 0;
        uint32_t key[2] = {(uint32_t)limb, (uint32_t)(limb >> 32)};
        set_key(ts, self, key, key[1] ? 2 : 1);
        return true;
    }
    size_t length = (size_t)view.length * 2;
    uint32_t *key = buffer_new(ts, length * sizeof *key);
    if (!key) {
        return false;
    }
    for (size_t i = 0; i < length; i++) {
        key[i] = (uint32_t)(view.limbs[i / 2] >> i % 2 * 32);
    }
    set_key(ts, self, key, length - (key[length - 1] == 0));
    buffer_free(ts, key);
    return true;
}

static bool seed_random(ThreadState *ts, Random *self, Value seed) ATTACHED {
    if (value_is_null(seed) || value_is_none(seed)) {
        uint32_t key[STATE_LENGTH];
        if (!fill_random(ts, key, sizeof key)) {
            return false;
        }
        set_key(ts, self, key, STATE_LENGTH);
        return true;
    }
    if (int_is(seed)) {
        return seed_with_int(ts, self, seed);
    }
    int64_t hash = value_hash(ts, seed);
    if (hash == -1) {
        return false;
    }
    Ref number = int_from_u64(ts, (uint64_t)hash);
    bool is_done = !ref_is_null(number) && seed_with_int(ts, self, borrow(number));
    ref_drop(ts, number);
    return is_done;
}

// --- Methods ---

static Ref random_new(ThreadState *ts, const Value *arguments) ATTACHED {
    Type *type = (Type *)value_object(arguments[0]);
    if (type->attributes_offset) {
        return instance_new(ts, type);
    }
    Random *self = object_new(ts, type, type->instance_size);
    return self ? object_ref(self) : NO_REF;
}

static Ref random_seed(ThreadState *ts, const Value *arguments) ATTACHED {
    return seed_random(ts, random_of(arguments[0]), arguments[1]) ? owned(NONE) : NO_REF;
}

static Ref random_random(ThreadState *ts, const Value *arguments) ATTACHED {
    Random *self = random_of(arguments[0]);
    object_lock(ts, &self->head);
    uint32_t high = next_word(&self->twister) >> 5;
    uint32_t low = next_word(&self->twister) >> 6;
    object_unlock(ts, &self->head);
    return float_new(ts, (high * 67108864.0 + low) * (1.0 / 9007199254740992.0));
}

static Ref random_getrandbits(ThreadState *ts, const Value *arguments) ATTACHED {
    Random *self = random_of(arguments[0]);
    int64_t bits;
    if (!value_to_index(ts, arguments[1], EXC_OVERFLOW_ERROR, &bits)) {
        return NO_REF;
    }
    if (bits < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "number of bits must be non-negative");
    }
    if (bits == 0) {
        return owned(value_from_int(0));
    }
    int64_t n = (bits - 1) / 64 + 1;
    mp_limb_t small[1] = {0};
    BigInt *big = n > 1 ? big_new(ts, n) : NULL;
    if (n > 1 && !big) {
        return NO_REF;
    }
    mp_limb_t *limbs = big ? (mp_limb_t *)big->limbs : small;
    object_lock(ts, &self->head);
    for (int64_t i = 0; bits > 0; i++, bits -= 32) {
        uint64_t word = next_word(&self->twister);
        word = bits < 32 ? word >> (32 - bits) : word;
        limbs[i / 2] |= word << i % 2 * 32;
    }
    object_unlock(ts, &self->head);
    return big ? big_finish(ts, big, n, false) : int_from_limbs(ts, small, 1, false);
}

static Ref random_getstate(ThreadState *ts, const Value *arguments) ATTACHED {
    Random *self = random_of(arguments[0]);
    Value items[STATE_LENGTH + 1];
    object_lock(ts, &self->head);
    for (int i = 0; i < STATE_LENGTH; i++) {
        items[i] = value_from_int(self->twister.words[i]);
    }
    items[STATE_LENGTH] = value_from_int(self->twister.index);
    object_unlock(ts, &self->head);
    return tuple_from_array(ts, items, STATE_LENGTH + 1);
}

static Ref random_setstate(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!value_has_layout(ts, arguments[1], KIND_TUPLE)) {
        return raise_error(ts, EXC_TYPE_ERROR, "state vector must be a tuple");
    }
    const Tuple *state = (const Tuple *)value_object(arguments[1]);
    if (state->length != STATE_LENGTH + 1) {
        return raise_error(ts, EXC_VALUE_ERROR, "state vector is the wrong size");
    }
    Twister twister;
    for (int i = 0; i <= STATE_LENGTH; i++) {
        uint64_t word;
        if (!int_is(state->items[i])) {
            return raise_error(ts, EXC_TYPE_ERROR, "an integer is required");
        }
        if (!int_to_u64(state->items[i], &word)) {
            return raise_error(ts, EXC_OVERFLOW_ERROR,
                               int_sign(state->items[i]) < 0
                                   ? "can't convert negative value to unsigned int"
                                   : "Python int too large to convert to C unsigned long");
        }
        if (i < STATE_LENGTH) {
            twister.words[i] = (uint32_t)word;
        } else if (word > STATE_LENGTH) {
            return raise_error(ts, EXC_VALUE_ERROR, "invalid state");
        } else {
            twister.index = (uint32_t)word;
        }
    }
    Random *self = random_of(arguments[0]);
    object_lock(ts, &self->head);
    self->twister = twister;
    object_unlock(ts, &self->head);
    return owned(NONE);
}

static const NativeDef METHODS[] = {
    {"__new__(cls, /, *args, **kwargs)", random_new, NULL, NATIVE_STATIC_METHOD},
    {"__init__(self, seed=None, /)", random_seed, NULL, NATIVE_METHOD},
    {"random(self, /)", random_random, "random() -> x in the interval [0, 1).", NATIVE_METHOD},
    {"seed(self, n=None, /)", random_seed,
     "seed([n]) -> None.\n\nDefaults to use urandom and falls back to a combination\n"
     "of the current time and the process identifier.",
     NATIVE_METHOD},
    {"getrandbits(self, k, /)", random_getrandbits,
     "getrandbits(k) -> x.  Generates an int with k random bits.", NATIVE_METHOD},
    {"getstate(self, /)", random_getstate, "getstate() -> tuple containing the current state.",
     NATIVE_METHOD},
    {"setstate(self, state, /)", random_setstate,
     "setstate(state) -> None.  Restores generator state.", NATIVE_METHOD},
    {NULL, NULL, NULL, 0},
};

const TypeSpec random_type_spec = {
    .name = "_random.Random",
    .kind = KIND_RANDOM,
    .base = KIND_INSTANCE,
    .size = sizeof(Random),
    .flags = TYPE_BASE,
    .methods = METHODS,
    .doc = "Random() -> create a random number generator with its own internal state.",
};

// --- The module ---

static Ref urandom(ThreadState *ts, const Value *arguments) ATTACHED {
    int64_t size;
    if (!value_to_index(ts, arguments[0], EXC_OVERFLOW_ERROR, &size)) {
        return NO_REF;
    }
    if (size < 0) {
        return raise_error(ts, EXC_VALUE_ERROR, "negative argument not allowed");
    }
    void *buffer = buffer_new(ts, size ? (size_t)size : 1);
    if (!buffer) {
        return NO_REF;
    }
    Ref result =
        fill_random(ts, buffer, (size_t)size) ? bytes_new(ts, buffer, (size_t)size) : NO_REF;
    buffer_free(ts, buffer);
    return result;
}

static Ref digest_sha512(ThreadState *ts, const Value *arguments) ATTACHED {
    if (!value_has_layout(ts, arguments[0], KIND_BYTES)) {
        return raise_error(ts, EXC_TYPE_ERROR, "a bytes-like object is required, not '%.100s'",
                           value_type_name(ts, arguments[0]));
    }
    const Bytes *bytes = (const Bytes *)value_object(arguments[0]);
    uint8_t digest[SHA512_DIGEST_SIZE];
    struct sha512_ctx context;
    sha512_init(&context);
    sha512_update(&context, (size_t)bytes->length, bytes->data);
    sha512_digest(&context, sizeof digest, digest);
    return bytes_new(ts, digest, sizeof digest);
}

static const NativeDef FUNCTIONS[] = {
    {"urandom(size, /)", urandom, "Return random bytes from the operating system.", 0},
    {"sha512_digest(data, /)", digest_sha512, "Return the SHA-512 digest of bytes.", 0},
    {NULL, NULL, NULL, 0},
};

static const ClassDef CLASSES[] = {
    {"Random", KIND_RANDOM},
    {NULL, 0},
};

const ModuleSpec random_module_spec = {
    .name = "_random",
    .doc = "Module implements the Mersenne Twister random number generator.",
    .functions = FUNCTIONS,
    .classes = CLASSES,
};
