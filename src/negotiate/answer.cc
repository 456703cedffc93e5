#include "negotiate/answer.h"

#include <algorithm>

#include "negotiate/formats.h"
#include "negotiate/transport_lines.h"

namespace diemcau::negotiate {
namespace {

using wire::SdpSection;

constexpr uint16_t kDiscardPort = 9;

template <class List, class Id>
auto* find_track(const List& list, const Id& track) {
  const auto at =
      std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.track == track; });
  return at == list.end() ? nullptr : &*at;
}

// LiveKit's clients name their encodings q, h and f, in any order.
Layer layer_of(const std::string& rid, size_t index) {
  if (rid == "q") return Layer::kLow;
  if (rid == "h") return Layer::kMedium;
  if (rid == "f") return Layer::kHigh;
  return static_cast<Layer>(std::min(index, kMaxLayers - 1));
}

std::vector<PublishedLayer> layers_of(const OfferedSection& section) {
  std::vector<PublishedLayer> layers;
  if (section.send_rids.size() < 2) {
    const OfferedSsrc ssrc = section.ssrcs.empty() ? OfferedSsrc{} : section.ssrcs.front();
    const std::string rid = section.send_rids.empty() ? "" : section.send_rids.front();
    return {{Layer::kLow, rid, ssrc.ssrc, ssrc.rtx_ssrc}};
  }
  for (size_t i = 0; i < section.send_rids.size() && layers.size() < kMaxLayers; ++i) {
    const Layer layer = layer_of(section.send_rids[i], i);
    const bool taken = std::any_of(layers.begin(), layers.end(),
                                   [&](const auto& one) { return one.layer == layer; });
    if (!taken) layers.push_back({layer, section.send_rids[i], Ssrc{0}, Ssrc{0}});
  }
  return layers;
}

// Feedback that the server heeds, of what the client offers for the format.
bool is_answered_feedback(std::string_view feedback) {
  return feedback == "nack" || feedback == "nack pli" || feedback == "ccm fir" ||
         feedback == "transport-cc";
}

void add_format(SdpSection& section, const ChosenFormat& chosen) {
  const OfferedFormat& format = *chosen.offered;
  const std::string number = std::to_string(format.payload_type);
  section.formats.push_back(number);
  std::string rtpmap =
      number + " " + format.encoding_as_offered + "/" + std::to_string(format.clock_rate_hz);
  if (!format.channels.empty()) rtpmap += "/" + format.channels;
  section.attributes.add("rtpmap", rtpmap);
  for (const std::string& feedback : format.feedback) {
    if (is_answered_feedback(feedback)) {
      section.attributes.add("rtcp-fb", std::string(number).append(" ").append(feedback));
    }
  }
  if (!chosen.parameters.empty()) section.attributes.add("fmtp", number + " " + chosen.parameters);
  if (chosen.rtx == nullptr) return;
  const std::string rtx = std::to_string(chosen.rtx->payload_type);
  section.formats.push_back(rtx);
  section.attributes.add("rtpmap", rtx + " rtx/" + std::to_string(format.clock_rate_hz));
  section.attributes.add("fmtp", rtx + " apt=" + number);
}

void add_rids(SdpSection& section, const std::vector<PublishedLayer>& layers) {
  if (layers.size() < 2) return;
  std::string all;
  for (const PublishedLayer& layer : layers) {
    section.attributes.add("rid", layer.rid + " recv");
    if (!all.empty()) all += ';';
    all += layer.rid;
  }
  section.attributes.add("simulcast", "recv " + all);
}

// The frame of an answered section; what it carries is added by the caller.
SdpSection begin_section(const OfferedSection& offered) {
  SdpSection section;
  section.kind = offered.media;
  section.protocol = offered.protocol;
  section.port = kDiscardPort;
  section.attributes.add("mid", offered.mid);
  return section;
}

// RFC 8829 section 5.3.1: a refused section keeps its place.
SdpSection refused_section(const OfferedSection& offered) {
  SdpSection section = begin_section(offered);
  section.port = 0;
  section.formats = offered.raw_formats;
  section.attributes.add("inactive");
  return section;
}

SdpSection data_section(const OfferedSection& offered) {
  SdpSection section = begin_section(offered);
  section.formats = offered.raw_formats;
  section.attributes.add("sctp-port", "5000");
  section.attributes.add("max-message-size", std::to_string(kMaxMessageSize));
  return section;
}

SdpSection media_section(const OfferedSection& offered, const std::vector<ChosenFormat>& formats,
                         const std::vector<std::pair<uint8_t, std::string>>& extensions) {
  SdpSection section = begin_section(offered);
  section.attributes.add("rtcp-mux");
  if (offered.reduced_size_rtcp) section.attributes.add("rtcp-rsize");
  for (const auto& [id, uri] : extensions) {
    section.attributes.add("extmap", std::to_string(id) + " " + uri);
  }
  for (const ChosenFormat& format : formats) add_format(section, format);
  return section;
}

// Every extension that we know, also where it is not used: what one section's answer leaves out,
// Chromium no longer offers in the sections that it adds later, and then refuses its own offer of
// simulcast ("does not negotiate the RID RTP header extension").
std::vector<std::pair<uint8_t, std::string>> all_extensions(const OfferedSection& offered) {
  return choose_extensions(offered, true);
}

SdpSection answer_published(const OfferedSection& offered, const Publication& publication,
                            Answer& out) {
  const auto formats = choose_for_sending(offered, publication);
  if (formats.empty()) return refused_section(offered);
  const auto extensions = choose_extensions(offered, true);
  SdpSection section = media_section(offered, formats, extensions);
  PublishedSection published{publication.track,         offered.mid,
                             publication.kind,          payload_formats(formats),
                             extension_ids(extensions), layers_of(offered),
                             offered.client_sends()};
  section.attributes.add(published.active ? "recvonly" : "inactive");
  if (published.active) add_rids(section, published.layers);
  out.published.push_back(std::move(published));
  return section;
}

SdpSection answer_subscribed(const OfferedSection& offered, const Subscription& subscription,
                             Answer& out) {
  const auto formats = choose_for_receiving(offered, subscription.formats);
  SdpSection section = media_section(offered, formats, all_extensions(offered));
  section.attributes.add("sendonly");
  add_sending(section, subscription, formats.front().rtx != nullptr);
  out.subscribed.push_back({subscription.track, offered.mid, payload_formats(formats),
                            extension_ids(choose_extensions(offered, false))});
  out.mid_to_track_id[offered.mid] = subscription.track_sid;
  return section;
}

SdpSection answer_idle(const OfferedSection& offered) {
  const auto formats = choose_for_nothing(offered);
  if (formats.empty()) return refused_section(offered);
  SdpSection section = media_section(offered, formats, all_extensions(offered));
  section.attributes.add("inactive");
  return section;
}

}  // namespace

Answer Session::answer(const Offer& offer, const std::vector<Publication>& publications,
                       const std::vector<Subscription>& subscriptions) {
  Answer out;
  out.remote = {offer.ufrag, offer.password};
  out.remote_fingerprint = offer.fingerprint;
  Unseated unseated = seats_.assign(offer, publications, subscriptions);
  out.missing_audio = unseated.missing_audio;
  out.missing_video = unseated.missing_video;
  out.unsupported = std::move(unseated.unsupported);

  wire::SessionDescription sdp;
  sdp.session_id = offer.session_id;
  sdp.session_version = ++version_;
  sdp.attributes.add("ice-lite");
  std::string bundle = "BUNDLE";
  for (const OfferedSection& offered : offer.sections) {
    const Seat& seat = seats_.at(offered.mid);
    SdpSection section;
    if (offered.rejected || offered.kind == SectionKind::kOther) {
      section = refused_section(offered);
    } else if (offered.kind == SectionKind::kData) {
      section = data_section(offered);
    } else if (seat.published) {
      section = answer_published(offered, *find_track(publications, *seat.published), out);
    } else if (seat.subscribed) {
      section = answer_subscribed(offered, *find_track(subscriptions, *seat.subscribed), out);
    } else {
      section = answer_idle(offered);
    }
    if (section.port != 0) {
      add_transport(section, local_, "passive");
      if (bundle == "BUNDLE") add_candidates(section, local_);
      bundle += " " + offered.mid;
    }
    sdp.sections.push_back(std::move(section));
  }
  sdp.attributes.add("group", bundle);
  if (offer.allows_mixed_extensions) sdp.attributes.add("extmap-allow-mixed");
  sdp.attributes.add("msid-semantic", " WMS *");
  out.sdp = wire::serialize_sdp(sdp);
  return out;
}

}  // namespace diemcau::negotiate
