#pragma once

#include <algorithm>
#include <cstddef>
#include <unordered_map>

#include "base/address.h"

namespace diemcau::runtime {

// How many connections there are, in all and from each address. Of IPv6 the network counts (/64): a
// machine there has as many addresses as it likes.
class CrowdLimit {
 public:
  CrowdLimit(size_t most, size_t most_from_one) : most_(most), most_from_one_(most_from_one) {}

  bool full() const { return size_ >= most_; }
  bool full_for(const SocketAddress& remote) const {
    const auto at = counts_.find(key(remote));
    return at != counts_.end() && at->second >= most_from_one_;
  }
  void add(const SocketAddress& remote) {
    ++size_;
    ++counts_[key(remote)];
  }
  void remove(const SocketAddress& remote) {
    const auto at = counts_.find(key(remote));
    DIEMCAU_CHECK(at != counts_.end());
    --size_;
    if (--at->second == 0) counts_.erase(at);
  }

 private:
  static SocketAddress key(SocketAddress address) {
    address.port = 0;
    if (!address.is_v4()) std::fill(address.ip.begin() + 8, address.ip.end(), uint8_t{0});
    return address;
  }

  const size_t most_;
  const size_t most_from_one_;
  size_t size_ = 0;
  std::unordered_map<SocketAddress, size_t> counts_;
};

}  // namespace diemcau::runtime
