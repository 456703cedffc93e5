#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace diemcau::sites {

// Other servers of the protocol say in other places what ours says in each section of its answer:
// fingerprint and ICE credentials before the first section, candidates in messages of their own.
// This brings an answer into our form, so that benchmarks can meet them with the same sites.
class ForeignAnswer {
 public:
  // "candidate:…" as a Trickle message carries it. True: it is a new one that sites can use.
  bool add_candidate(std::string_view candidate);
  bool has_candidates() const { return !candidates_.empty(); }

  // `sdp` with what its sections lack.
  std::string completed(std::string_view sdp) const;

  static bool names_candidates(std::string_view sdp) {
    return sdp.find("a=candidate:") != std::string_view::npos;
  }

 private:
  std::vector<std::string> candidates_;
};

// Our sites are DTLS clients only; other servers want that role if they are given the choice.
std::string as_dtls_client(std::string offer);

}  // namespace diemcau::sites
