#include <gtest/gtest.h>

#include "journal/codec.h"
#include "journal/log.h"

namespace diemcau::journal {
namespace {

using DoorId = Id<struct DoorTag>;

struct DoorOpened {
  static constexpr const char* kKind = "door.opened";
  DoorId door;
  UnixTime since;
  bool operator==(const DoorOpened&) const = default;
  NLOHMANN_DEFINE_TYPE_INTRUSIVE_WITH_DEFAULT(DoorOpened, door, since)
};
struct DoorPainted {
  static constexpr const char* kKind = "door.painted";
  std::string colour = "grey";
  bool operator==(const DoorPainted&) const = default;
  NLOHMANN_DEFINE_TYPE_INTRUSIVE_WITH_DEFAULT(DoorPainted, colour)
};
using DoorFact = std::variant<DoorOpened, DoorPainted>;

TEST(Codec, writes_ids_and_times_as_numbers) {
  const auto draft = to_draft("doors", DoorFact{DoorOpened{{7}, {1000}}});
  EXPECT_EQ(draft.kind, "door.opened");
  EXPECT_EQ(draft.body.dump(), R"({"door":7,"since":1000})");
}

TEST(Codec, reads_back_what_it_wrote) {
  const DoorFact fact = DoorPainted{"xanh"};
  const auto draft = to_draft("doors", fact);
  const auto back = from_body<DoorFact>(draft.kind, draft.body);
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back, fact);
}

TEST(Codec, gives_a_field_that_an_older_journal_lacks_its_default) {
  const auto back = from_body<DoorFact>("door.painted", Json::object());
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(*back, DoorFact{DoorPainted{}});
}

TEST(Codec, refuses_an_unknown_kind_and_another_shape) {
  EXPECT_EQ(from_body<DoorFact>("door.eaten", Json::object()).error(), ParseError::kUnsupported);
  EXPECT_EQ(from_body<DoorFact>("door.opened", Json{{"door", "seven"}}).error(),
            ParseError::kBadValue);
  EXPECT_EQ(from_body<DoorFact>("door.opened", Json::array({1})).error(), ParseError::kBadValue);
}

}  // namespace
}  // namespace diemcau::journal
