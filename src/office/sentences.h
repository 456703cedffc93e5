#pragma once

#include <optional>

#include "journal/event.h"
#include "journal/refusals.h"

namespace diemcau::office {

// The sentence of a refusal of any domain that the office holds; none for a code of somewhere else.
std::optional<journal::RefusalText> find_sentence(std::string_view code);

// {"code","message_vi","message_en","facts"}: the sentences with their gaps, which pages fill with
// names and words. A code without a sentence is said to be just that.
journal::Json to_json(const journal::Refusal& refusal);

}  // namespace diemcau::office
