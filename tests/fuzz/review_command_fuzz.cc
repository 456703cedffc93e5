// Requests to training and reviews: lines of `name {body}`, each by somebody else. Whatever comes
// is read or refused, decided or refused, and what was decided can be applied and read back.
#include <string>
#include <string_view>

#include "journal/refusals.h"
#include "reviews/test_reviews.h"

using namespace diemcau;
using namespace diemcau::reviews;

namespace {

// A course that was held, a review that was opened (1), one that was decided (2).
Desk with_reviews() {
  Desk desk;
  desk.add_course("BD", {"clerk"}, 12);
  desk.hold(3, "BD", {{21}, {22}});
  desk.open(2);
  desk.appraised(3);
  DIEMCAU_CHECK(desk.run(ReviewAnswer{{2}, "Đã khắc phục"}, head(3)));
  DIEMCAU_CHECK(desk.run(ReviewDecide{{2}, Level::kGood, "Đồng ý", 0}, decider()));
  return desk;
}

const Desk& prepared() {
  static const Desk desk = with_reviews();
  return desk;
}

std::string_view next_line(std::string_view& text) {
  const size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

bool is_known(const std::string& code) {
  return std::any_of(kRefusals.begin(), kRefusals.end(),
                     [&](const RefusalText& known) { return known.code == code; });
}

void run_by_each(Desk& desk, const Command& command) {
  for (const By& by : {anyone(), head(2), head(3), appraiser(), decider()}) {
    if (desk.run(command, by)) return;
    DIEMCAU_CHECK(is_known(desk.code));
  }
}

void handle(Desk& desk, std::string_view line) {
  const size_t space = std::min(line.find(' '), line.size());
  const Json body = Json::parse(line.substr(space), nullptr, false);
  const auto command = read_command(line.substr(0, space), body);
  if (!command.ok()) return;
  const auto again = read_command(name_of(*command), body_of(*command));
  DIEMCAU_CHECK(again.ok() && *again == *command);
  run_by_each(desk, *command);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  Desk desk = prepared();
  const size_t before = desk.journal.size();
  while (!text.empty()) handle(desk, next_line(text));
  if (desk.journal.size() == before) return 0;  // most inputs end here
  DIEMCAU_CHECK(Json::parse(Json(desk.state).dump()).get<State>() == desk.state);
  DIEMCAU_CHECK(desk.unit(2, head(2)).unit == UnitId{2});
  return 0;
}
