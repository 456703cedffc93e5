// Which section carries which track, over many offers and without their text: the part of a
// negotiation that remembers, fast enough to go through all its turns.
#include "connection_steps.h"
#include "negotiate/formats.h"
#include "negotiate/seats.h"

using namespace diemcau;
using namespace diemcau::negotiate;

namespace {

class Connection final : public ConnectionSteps {
  void negotiate() override {
    follow_sections();
    const auto wishes = subscriptions();
    const Unseated unseated = seats_.assign(offer_, publications(), wishes);
    Places now;
    published_ = 0;
    for (const OfferedSection& section : offer_.sections) check(section, now);
    DIEMCAU_CHECK(now.size() + unseated.missing_audio + unseated.missing_video +
                      unseated.unsupported.size() ==
                  wishes.size());
    check_stable(std::move(now));
  }

  void follow_sections() {
    offered_.resize(sections().size());
    offer_.sections.resize(sections().size());
    for (size_t i = 0; i < sections().size(); ++i) {
      if (offered_[i] == sections()[i]) continue;
      offered_[i] = sections()[i];
      offer_.sections[i] = offered(sections()[i], i);
    }
  }

  void check(const OfferedSection& section, Places& now) {
    const Seat& seat = seats_.at(section.mid);
    DIEMCAU_CHECK(!seat.taken() || !section.rejected);
    DIEMCAU_CHECK(!seat.published || !seat.subscribed);
    if (seat.published) {
      const uint32_t bit = 1u << seat.published->value;
      DIEMCAU_CHECK(is_announced(*seat.published) && (published_ & bit) == 0);
      published_ |= bit;
      DIEMCAU_CHECK(is_kind(section, publication(seat.published->value - 1).kind));
    }
    if (seat.subscribed) {
      DIEMCAU_CHECK(is_wanted(*seat.subscribed) && section.client_receives());
      DIEMCAU_CHECK(now.emplace(*seat.subscribed, section.mid).second);
      const Subscription& wish = subscription(seat.subscribed->value - 100);
      DIEMCAU_CHECK(is_kind(section, wish.kind));
      DIEMCAU_CHECK(carries(section, profiles_of(wish.formats)));
    }
  }

  static bool is_kind(const OfferedSection& section, MediaKind kind) {
    return section.kind == (kind == MediaKind::kAudio ? SectionKind::kAudio : SectionKind::kVideo);
  }

  Seats seats_;
  Offer offer_;
  uint32_t published_ = 0;                       // bits of tracks that have a section
  std::vector<std::optional<Section>> offered_;  // what offer_ says
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Connection().run(data, size);
  return 0;
}
