#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/random.h"
#include "foreign_answer.h"
#include "media_sender.h"
#include "publisher.h"
#include "receiver.h"
#include "sections.h"
#include "site_config.h"
#include "transport/client_transport.h"

namespace diemcau::sites {

// A site's media connection, from its first offer to its end: sections, transport, what is played
// and what is received. Without IO. Owned by the session, which makes a new one to come back.
class Connection {
 public:
  Connection(const SiteConfig& config, const transport::DtlsContext& context, SecureRandom& random);

  // The offer to be sent; each call counts as a new one.
  std::string make_offer() { return as_dtls_client(sections_.make_offer()); }
  const std::vector<OfferedTrack>& tracks() const { return sections_.tracks(); }
  void add_receiving(size_t audios, size_t videos) { sections_.receive(audios, videos); }
  // False: it cannot be followed.
  bool handle_answer(Instant now, const std::string& sdp);

  void handle_datagram(Instant now, const Path& path, MutableBytes datagram);
  void handle_timeout(Instant now);
  Instant next_timeout() const;
  bool poll_datagram(Instant now, Path& path, std::vector<uint8_t>& out);
  void close(Instant now);

  bool connected() const;
  bool lost() const;
  // What media means to this site: its own on the way or, if it only listens, pictures to decode.
  bool has_media() const;

  const Receiver* receiver() const { return receiver_ ? &*receiver_ : nullptr; }
  const Publisher* publisher() const { return publisher_ ? &*publisher_ : nullptr; }

 private:
  void follow_transport(Instant now);
  void handle_rtcp(Instant now, Bytes compound);

  const SiteConfig& config_;
  const transport::DtlsContext& context_;
  SecureRandom& random_;
  const Ssrc own_ssrc_;
  Sections sections_;
  std::optional<Agreement> agreement_;
  std::optional<transport::ClientTransport> transport_;
  std::optional<MediaSender> sender_;
  std::optional<Receiver> receiver_;
  std::optional<Publisher> publisher_;
};

}  // namespace diemcau::sites
