#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"

namespace diemcau::organisation {

// Seals what is personal under a key of that person (ADR 5). `store/` implements it and keeps the
// keys apart from the journal; forgetting the key erases the person.
class Sealer {
 public:
  virtual ~Sealer() = default;

  // Printable text that only this person's key opens. Makes the key if there is none.
  virtual std::string seal(PersonId person, std::string_view plain) = 0;

  // Empty: the key has been forgotten, or the text is not this person's.
  virtual std::optional<std::string> open(PersonId person, std::string_view sealed) const = 0;
};

}  // namespace diemcau::organisation
