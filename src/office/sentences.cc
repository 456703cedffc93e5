#include "office/sentences.h"

#include <algorithm>

#include "conference/refusals.h"
#include "documents/refusals.h"
#include "news/refusals.h"
#include "office/refusals.h"
#include "organisation/refusals.h"
#include "reviews/refusals.h"
#include "tasks/refusals.h"

namespace diemcau::office {
namespace {

using journal::Json;
using journal::RefusalText;

template <class Table>
std::optional<RefusalText> find_in(const Table& table, std::string_view code) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const auto& one) { return one.code == code; });
  if (found == table.end()) return {};
  return RefusalText{found->code, found->vi, found->en};
}

}  // namespace

std::optional<RefusalText> find_sentence(std::string_view code) {
  if (const auto own = find_in(kRefusals, code)) return own;
  if (const auto found = find_in(conference::kRefusals, code)) return found;
  if (const auto found = find_in(organisation::kRefusals, code)) return found;
  if (const auto found = find_in(tasks::kRefusals, code)) return found;
  if (const auto found = find_in(documents::kRefusals, code)) return found;
  if (const auto found = find_in(reviews::kRefusals, code)) return found;
  return find_in(news::kRefusals, code);
}

Json to_json(const journal::Refusal& refusal) {
  const auto text = find_sentence(refusal.code)
                        .value_or(RefusalText{refusal.code, "Máy chủ từ chối yêu cầu này.",
                                              "The server refused this request."});
  return {{"code", refusal.code},
          {"message_vi", text.vi},
          {"message_en", text.en},
          {"facts", refusal.facts}};
}

}  // namespace diemcau::office
