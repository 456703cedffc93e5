#pragma once

#include <string_view>

#include "negotiate/answer.h"
#include "wire/sdp.h"

// How the server's end of a connection is written, in answers and in offers of its own.
namespace diemcau::negotiate {

inline constexpr size_t kMaxMessageSize = 65536;  // of data channels

// `setup`: RFC 8842 section 5; the server is always the one that waits for DTLS to begin.
void add_transport(wire::SdpSection& section, const LocalTransport& local, std::string_view setup);
// All of them, and the word that no more will come.
void add_candidates(wire::SdpSection& section, const LocalTransport& local);
// The stream and the ssrcs of what the server sends in a section.
void add_sending(wire::SdpSection& section, const Subscription& subscription, bool has_rtx);

}  // namespace diemcau::negotiate
