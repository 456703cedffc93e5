#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace diemcau::text {

// The order of Vietnamese words: letters a ă â b c d đ e ê ..., then tones ngang huyền hỏi ngã sắc
// nặng, then case. Owner: one thread.
class Collator {
 public:
  Collator();
  ~Collator();
  Collator(const Collator&) = delete;
  Collator& operator=(const Collator&) = delete;

  // Bytes that order as the texts do.
  std::string key(std::string_view text) const;

  // Orders people as offices do: by given name (the last word), then family name and the rest.
  std::string name_key(std::string_view name) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace diemcau::text
