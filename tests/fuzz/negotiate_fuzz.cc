// Offers and answers of one connection, as text and back: sections keep their tracks, nothing is
// answered that was not offered, and everything wished for is accounted for.
#include <algorithm>
#include <set>

#include "connection_steps.h"
#include "negotiate/client.h"

using namespace diemcau;
using namespace diemcau::negotiate;

namespace {

void check_formats(const OfferedSection& section, const std::vector<PayloadFormat>& formats) {
  DIEMCAU_CHECK(!formats.empty());
  for (const PayloadFormat& format : formats) {
    DIEMCAU_CHECK(std::any_of(section.formats.begin(), section.formats.end(), [&](auto& one) {
      return one.payload_type == format.payload_type && one.codec == format.codec;
    }));
  }
}

class Connection final : public ConnectionSteps {
  void negotiate() override {
    std::string text;
    for (size_t i = 0; i < sections().size(); ++i) text += section_text(sections()[i], i);
    const auto offer = parse_offer(offer_text(text));
    DIEMCAU_CHECK(offer.ok());
    const auto wishes = subscriptions();
    check(*offer, session_.answer(*offer, publications(), wishes), wishes.size());
  }

  void check(const Offer& offer, const Answer& answer, size_t wishes) {
    const auto read = ClientSession::parse_answer(answer.sdp);
    const bool all_refused = !read.ok();
    DIEMCAU_CHECK(all_refused || read->sections.size() == sections().size());
    DIEMCAU_CHECK(answer.subscribed.size() + answer.missing_audio + answer.missing_video +
                      answer.unsupported.size() ==
                  wishes);
    DIEMCAU_CHECK(answer.mid_to_track_id.size() == answer.subscribed.size());
    std::set<std::string> taken;
    for (const PublishedSection& one : answer.published) {
      DIEMCAU_CHECK(is_announced(one.track) && taken.insert(one.mid).second);
      check_formats(offer.sections[std::stoul(one.mid)], one.formats);
    }
    Places now;
    for (const SubscribedSection& one : answer.subscribed) {
      DIEMCAU_CHECK(is_wanted(one.track) && taken.insert(one.mid).second);
      DIEMCAU_CHECK(now.emplace(one.track, one.mid).second);
      check_formats(offer.sections[std::stoul(one.mid)], one.formats);
    }
    check_stable(std::move(now));
  }

  Session session_{{{"00localufr", "local-password-with-24-ch"}, {}, {}}};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  Connection().run(data, size);
  return 0;
}
