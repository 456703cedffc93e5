#pragma once

#include <string>
#include <string_view>

namespace diemcau::api {

// What stands in a page as it is: only what is written in the source itself can be that.
class Markup {
 public:
  template <size_t N>
  consteval Markup(const char (&literal)[N]) : text_(literal, N - 1) {}  // NOLINT
  std::string_view text() const { return text_; }

 private:
  std::string_view text_;
};

// A page that is being written. Whatever is no literal is text, and text cannot become anything
// else: neither between two elements nor within the quotes of an attribute.
class Html {
 public:
  Html& operator<<(Markup markup) {
    page_.append(markup.text());
    return *this;
  }
  Html& text(std::string_view text);
  Html& number(uint64_t number) { return text(std::to_string(number)); }
  // ` name="value"`
  Html& attribute(Markup name, std::string_view value);

  std::string take() && { return std::move(page_); }

 private:
  std::string page_;
};

}  // namespace diemcau::api
