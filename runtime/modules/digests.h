// The hash functions behind hashlib that nettle has not: SHAKE (FIPS 202) and BLAKE2 (RFC
// 7693).
#ifndef GILT_RUNTIME_MODULES_DIGESTS_H
#define GILT_RUNTIME_MODULES_DIGESTS_H

#include <nettle/nettle-meta.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/base/contract.h"

// They look like nettle's own. `init` of the BLAKE2 rows does nothing: see blake2_start. A
// SHAKE digest may have any length.
extern const struct nettle_hash shake128_hash;
extern const struct nettle_hash shake256_hash;
extern const struct nettle_hash blake2b_hash;
extern const struct nettle_hash blake2s_hash;

#define BLAKE2_PARAMETERS_MAX 64

// The size of BLAKE2's parameter block: 64 bytes for blake2b, 32 for blake2s. ANY_THREAD.
size_t blake2_parameters_size(const struct nettle_hash *hash);

// Begins a BLAKE2 hash in `context`: `parameters` is the parameter block; the key, of at most
// block_size bytes, may be empty. Cannot fail. ANY_THREAD.
void blake2_start(const struct nettle_hash *hash, void *context, const uint8_t *parameters,
                  const uint8_t *key, size_t key_size, bool is_last_node);

#endif
