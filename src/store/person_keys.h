#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "store/failure.h"

namespace diemcau::store {

// A random key a person, in a file of their own beside the journal (ADR 5). Sealed text is
// XChaCha20-Poly1305 under the person's key, bound to the person's id, as base64.
//
// All keys are in memory, so seal() and open() do not touch the disk. A key made by seal() becomes
// durable at the latest with the next append to the journal, before it: no fact is ever stored
// whose key is not.
class PersonKeys {
 public:
  virtual ~PersonKeys() = default;

  // Makes the key if there is none. Fails for a person who has been erased.
  virtual Stored<std::string> seal(PersonId person, std::string_view plain) = 0;
  // Empty: the key has been forgotten, or the text is not this person's.
  virtual std::optional<std::string> open(PersonId person, std::string_view sealed) const = 0;

  // Makes new keys durable now.
  virtual Stored<Unit> flush() = 0;

  // A legal hold: nothing of this person may be erased.
  virtual Stored<Unit> hold(PersonId person, bool on) = 0;
  virtual bool is_held(PersonId person) const = 0;

  // Forgets the key for good; "person.on_hold" if a legal hold stands. Done already: fine. If the
  // disk fails half-way, the next start carries it through: it has been decided.
  virtual Answered<Unit> erase(PersonId person) = 0;
  virtual bool is_erased(PersonId person) const = 0;
};

}  // namespace diemcau::store
