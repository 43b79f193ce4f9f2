// The native module _hashlib: hash functions (nettle's and those of digests.c) as objects that
// take bytes piece by piece, and PBKDF2.
//
// Hashing much data, and PBKDF2, run detached: other threads go on meanwhile, also with a GIL.
// Each object therefore has a GuestLock of its own, which a second thread that updates the same
// object waits for.
#include <nettle/hmac.h>
#include <nettle/nettle-meta.h>
#include <nettle/pbkdf2.h>
#include <string.h>

#include "runtime/modules/digests.h"
#include "runtime/objects/bytes.h"
#include "runtime/objects/str.h"
#include "vm/base/clock.h"
#include "vm/needs_runtime.h"
#include "vm/object/exceptions.h"
#include "vm/object/heap.h"
#include "vm/object/native.h"
#include "vm/object/protocol.h"
#include "vm/object/refcount.h"
#include "vm/thread/guest_lock.h"
#include "vm/thread/thread_state.h"

// From this size on data is hashed detached. CPython: the same.
#define DETACHED_SIZE 2048

// A hash function: its name in hashlib and what does the work.
typedef struct Algorithm {
    const char *name;
    const struct nettle_hash *hash;
} Algorithm;

static const Algorithm ALGORITHMS[] = {
    {"md5", &nettle_md5},
    {"sha1", &nettle_sha1},
    {"sha224", &nettle_sha224},
    {"sha256", &nettle_sha256},
    {"sha384", &nettle_sha384},
    {"sha512", &nettle_sha512},
    {"sha512_224", &nettle_sha512_224},
    {"sha512_256", &nettle_sha512_256},
    {"sha3_224", &nettle_sha3_224},
    {"sha3_256", &nettle_sha3_256},
    {"sha3_384", &nettle_sha3_384},
    {"sha3_512", &nettle_sha3_512},
    {"shake_128", &shake128_hash},
    {"shake_256", &shake256_hash},
    {"ripemd160", &nettle_ripemd160},
    {"blake2b", &blake2b_hash},
    {"blake2s", &blake2s_hash},
};

typedef struct Hash {
    Object head;
    const Algorithm *algorithm;
    size_t digest_size; // 0: any (SHAKE)
    GuestLock lock;     // guards what context points to
    void *context;      // owned buffer
} Hash;

static Hash *hash_of(Value v) {
    return (Hash *)(void *)value_object(v);
}

// The row for a Str; null with ValueError.
static const Algorithm *find_algorithm(ThreadState *ts, Value name) ATTACHED {
    if (!value_has_layout(ts, name, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "name must be a string");
        return NULL;
    }
    for (size_t i = 0; i < sizeof ALGORITHMS / sizeof *ALGORITHMS; i++) {
        if (str_equal_text(name, ALGORITHMS[i].name)) {
            return &ALGORITHMS[i];
        }
    }
    Ref message = str_from_text(ts, "unsupported hash type ");
    Ref whole = ref_is_null(message) ? NO_REF : str_concatenate(ts, borrow(message), name);
    ref_drop(ts, message);
    raise_error_str(ts, EXC_VALUE_ERROR, whole);
    return NULL;
}

// An object whose context is not filled yet.
static Hash *hash_new(ThreadState *ts, const Algorithm *algorithm) ATTACHED {
    void *context = buffer_new(ts, algorithm->hash->context_size);
    Hash *self = context ? object_new(ts, builtin_type(ts, KIND_HASH), sizeof(Hash)) : NULL;
    if (!self) {
        buffer_free(ts, context);
        return NULL;
    }
    self->algorithm = algorithm;
    self->digest_size = algorithm->hash->digest_size;
    self->context = context;
    guest_lock_init(&self->lock);
    return self;
}

static void hash_destroy(ThreadState *ts, Object *object) ATTACHED {
    Hash *self = (Hash *)(void *)object;
    guest_lock_done(&self->lock);
    buffer_free(ts, self->context);
}

static bool lock_hash(ThreadState *ts, Hash *self) ATTACHED RUNS_GUEST {
    return guest_lock_acquire(ts, &self->lock, CLOCK_NEVER, WAIT_LOCK) == LOCK_TAKEN;
}

// The bytes to hash; TypeError if v has none.
static bool hold_data(ThreadState *ts, Value v, BytesHold *hold) ATTACHED {
    if (value_has_layout(ts, v, KIND_STR)) {
        raise_error(ts, EXC_TYPE_ERROR, "Strings must be encoded before hashing");
        return false;
    }
    int held = bytes_hold(ts, v, hold);
    if (held == 0) {
        raise_error(ts, EXC_TYPE_ERROR, "object supporting the buffer API required");
    }
    return held > 0;
}

static bool update_hash(ThreadState *ts, Hash *self, Value data) ATTACHED RUNS_GUEST {
    BytesHold hold;
    if (!hold_data(ts, data, &hold)) {
        return false;
    }
    bool ok = lock_hash(ts, self);
    if (ok) {
        size_t length = (size_t)hold.length;
        if (length >= DETACHED_SIZE) {
            thread_detach(ts);
            self->algorithm->hash->update(self->context, length, hold.data);
            thread_attach(ts);
        } else {
            self->algorithm->hash->update(self->context, length, hold.data);
        }
        guest_lock_release(&self->lock);
    }
    bytes_release(ts, &hold);
    return ok;
}

// --- methods ---

static Ref hash_update(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    return update_hash(ts, hash_of(arguments[0]), arguments[1]) ? owned(NONE) : NO_REF;
}

static Ref hash_copy(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Hash *self = hash_of(arguments[0]);
    Hash *copy = hash_new(ts, self->algorithm);
    if (!copy) {
        return NO_REF;
    }
    Ref ref = object_ref(copy);
    copy->digest_size = self->digest_size;
    if (!lock_hash(ts, self)) {
        ref_drop(ts, ref);
        return NO_REF;
    }
    memcpy(copy->context, self->context, self->algorithm->hash->context_size);
    guest_lock_release(&self->lock);
    return ref;
}

// The digest so far, taken from a copy, as taking it ends a hash.
static Ref hash_digest(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    int64_t size = (int64_t)hash_of(arguments[0])->digest_size;
    if (size == 0) {
        if (value_is_null(arguments[1])) {
            return raise_error(ts, EXC_TYPE_ERROR,
                               "digest() missing required argument 'length' (pos 1)");
        }
        if (!value_to_index(ts, arguments[1], EXC_OVERFLOW_ERROR, &size)) {
            return NO_REF;
        }
        if (size < 0 || size >= INT32_MAX) {
            return raise_error(ts, EXC_VALUE_ERROR, "value must be positive");
        }
    } else if (!value_is_null(arguments[1])) {
        return raise_error(ts, EXC_TYPE_ERROR, "HASH.digest() takes no arguments (1 given)");
    }
    Ref copy = hash_copy(ts, arguments);
    Bytes *digest = ref_is_null(copy) ? NULL : bytes_allocate(ts, size);
    if (digest) {
        Hash *ended = hash_of(borrow(copy));
        ended->algorithm->hash->digest(ended->context, (size_t)size, digest->data);
    }
    ref_drop(ts, copy);
    return digest ? object_ref(digest) : NO_REF;
}

static Ref hash_hexdigest(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    Ref digest = hash_digest(ts, arguments);
    if (ref_is_null(digest)) {
        return NO_REF;
    }
    const Bytes *bytes = bytes_of(borrow(digest));
    Ref text = bytes_hex(ts, bytes->data, bytes->length);
    ref_drop(ts, digest);
    return text;
}

static Ref get_name(ThreadState *ts, Value self) ATTACHED {
    return str_from_text(ts, hash_of(self)->algorithm->name);
}

static Ref get_digest_size(ThreadState *ts, Value self) ATTACHED {
    return int_from_u64(ts, hash_of(self)->digest_size);
}

static Ref get_block_size(ThreadState *ts, Value self) ATTACHED {
    return int_from_u64(ts, hash_of(self)->algorithm->hash->block_size);
}

static Ref hash_repr(ThreadState *ts, Value self) ATTACHED {
    return str_format(ts, "<%s _hashlib.HASH object @ %p>", hash_of(self)->algorithm->name,
                      (void *)value_object(self));
}

static const NativeDef METHODS[] = {
    {"update(self, obj, /)", hash_update,
     "Update this hash object's state with the provided string.", 0},
    {"digest(self, length=None)", hash_digest,
     "Return the digest value as a bytes object; SHAKE takes its length.", 0},
    {"hexdigest(self, length=None)", hash_hexdigest,
     "Return the digest value as a string of hexadecimal digits.", 0},
    {"copy(self, /)", hash_copy, "Return a copy of the hash object.", 0},
    {NULL, NULL, NULL, 0},
};

static const GetSetDef ATTRIBUTES[] = {
    {"name", get_name, NULL, NULL},
    {"digest_size", get_digest_size, NULL, NULL},
    {"block_size", get_block_size, NULL, NULL},
    {NULL, NULL, NULL, NULL},
};

const TypeSpec hash_type_spec = {
    .name = "_hashlib.HASH",
    .kind = KIND_HASH,
    .size = sizeof(Hash),
    .slots = {.destroy = hash_destroy, .repr = hash_repr},
    .methods = METHODS,
    .attributes = ATTRIBUTES,
    .doc = "A hash is an object used to calculate a checksum of a string of information.",
};

// --- the module ---

static Ref module_new_hash(ThreadState *ts, const Value *arguments) ATTACHED RUNS_GUEST {
    const Algorithm *algorithm = find_algorithm(ts, arguments[0]);
    Hash *self = algorithm ? hash_new(ts, algorithm) : NULL;
    if (!self) {
        return NO_REF;
    }
    algorithm->hash->init(self->context);
    Ref ref = object_ref(self);
    if (!value_is_null(arguments[1]) && !update_hash(ts, self, arguments[1])) {
        ref_drop(ts, ref);
        return NO_REF;
    }
    return ref;
}

// _blake2(name, parameters, key, is_last_node): hashlib.py has checked the sizes and made the
// parameter block.
static Ref module_new_blake2(ThreadState *ts, const Value *arguments) ATTACHED {
    const Algorithm *algorithm = find_algorithm(ts, arguments[0]);
    if (!algorithm) {
        return NO_REF;
    }
    size_t size = blake2_parameters_size(algorithm->hash);
    BytesHold parameters, key;
    if (!bytes_require(ts, arguments[1], &parameters)) {
        return NO_REF;
    }
    if (!bytes_require(ts, arguments[2], &key)) {
        bytes_release(ts, &parameters);
        return NO_REF;
    }
    bool is_blake2 = algorithm->hash == &blake2b_hash || algorithm->hash == &blake2s_hash;
    bool fits = is_blake2 && (size_t)parameters.length == size && (size_t)key.length <= size &&
                parameters.data[0] >= 1 && parameters.data[0] <= size;
    Hash *self = NULL;
    if (!fits) {
        raise_error(ts, EXC_VALUE_ERROR, "bad BLAKE2 parameters");
    } else if ((self = hash_new(ts, algorithm))) {
        self->digest_size = parameters.data[0];
        blake2_start(algorithm->hash, self->context, parameters.data, key.data,
                     (size_t)key.length, value_same(arguments[3], TRUE_VALUE));
    }
    bytes_release(ts, &key);
    bytes_release(ts, &parameters);
    return self ? object_ref(self) : NO_REF;
}

// The three contexts of an HMAC, in the form that nettle's pbkdf2 calls back.
typedef struct Mac {
    const struct nettle_hash *hash;
    char *outer, *inner, *state;
} Mac;

static void mac_update(void *context, size_t size, const uint8_t *data) {
    Mac *mac = context;
    hmac_update(mac->state, mac->hash, size, data);
}

static void mac_digest(void *context, size_t size, uint8_t *digest) {
    Mac *mac = context;
    hmac_digest(mac->outer, mac->inner, mac->state, mac->hash, size, digest);
}

static Ref derive(ThreadState *ts, const struct nettle_hash *hash, const BytesHold *password,
                  const BytesHold *salt, int64_t iterations, int64_t size) ATTACHED {
    size_t part = (hash->context_size + 15) & ~(size_t)15;
    char *contexts = buffer_new(ts, 3 * part);
    Bytes *key = contexts ? bytes_allocate(ts, size) : NULL;
    if (key) {
        Mac mac = {hash, contexts, contexts + part, contexts + 2 * part};
        thread_detach(ts);
        hmac_set_key(mac.outer, mac.inner, mac.state, hash, (size_t)password->length,
                     password->data);
        pbkdf2(&mac, mac_update, mac_digest, hash->digest_size, (unsigned)iterations,
               (size_t)salt->length, salt->data, (size_t)size, key->data);
        thread_attach(ts);
    }
    buffer_free(ts, contexts);
    return key ? object_ref(key) : NO_REF;
}

static Ref module_pbkdf2(ThreadState *ts, const Value *arguments) ATTACHED {
    const Algorithm *algorithm = find_algorithm(ts, arguments[0]);
    int64_t iterations;
    if (!algorithm || !value_to_index(ts, arguments[3], EXC_OVERFLOW_ERROR, &iterations)) {
        return NO_REF;
    }
    const struct nettle_hash *hash = algorithm->hash;
    int64_t size = hash->digest_size;
    bool has_size = !value_is_null(arguments[4]) && !value_is_none(arguments[4]);
    if (has_size && !value_to_index(ts, arguments[4], EXC_OVERFLOW_ERROR, &size)) {
        return NO_REF;
    }
    if (hash->digest_size == 0 || hash == &blake2b_hash || hash == &blake2s_hash) {
        return raise_error(ts, EXC_VALUE_ERROR, "unsupported hash type for pbkdf2_hmac");
    }
    if (iterations < 1) {
        return raise_error(ts, EXC_VALUE_ERROR, "iteration value must be greater than 0.");
    }
    if (iterations > INT32_MAX) {
        return raise_error(ts, EXC_OVERFLOW_ERROR, "iteration value is too great.");
    }
    if (size < 1 || size > INT32_MAX) {
        return raise_error(ts, EXC_VALUE_ERROR, "key length must be greater than 0.");
    }
    BytesHold password, salt;
    if (!bytes_require(ts, arguments[1], &password)) {
        return NO_REF;
    }
    if (!bytes_require(ts, arguments[2], &salt)) {
        bytes_release(ts, &password);
        return NO_REF;
    }
    Ref key = derive(ts, hash, &password, &salt, iterations, size);
    bytes_release(ts, &salt);
    bytes_release(ts, &password);
    return key;
}

static const NativeDef FUNCTIONS[] = {
    {"new(name, data=b'', /)", module_new_hash, "A new hash of that name.", 0},
    {"_blake2(name, parameters, key, is_last_node, /)", module_new_blake2, NULL, 0},
    {"pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None)", module_pbkdf2,
     "Password based key derivation function 2 (PKCS #5 v2.0) with HMAC.", 0},
    {NULL, NULL, NULL, 0},
};

const ModuleSpec hashlib_module_spec = {
    .name = "_hashlib",
    .doc = "Hash functions.",
    .functions = FUNCTIONS,
};
