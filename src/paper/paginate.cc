#include "paper/paginate.h"

namespace diemcau::paper {

namespace {

constexpr double kSlack = 0.01;  // rounding of a page that is just full

class Pages {
 public:
  Pages(const std::vector<StripSize>& strips, double height) : strips_(strips), height_(height) {}

  std::vector<PlacedPage> fill() {
    for (size_t i = 0; i < strips_.size(); i = end_of_group(i)) place_group(i, end_of_group(i));
    return std::move(pages_);
  }

 private:
  size_t end_of_group(size_t from) const {
    while (from + 1 < strips_.size() && strips_[from].stick && !strips_[from + 1].new_page) ++from;
    return from + 1;
  }

  double height_of(size_t from, size_t to) const {
    double sum = 0;
    for (size_t i = from; i < to; ++i) sum += strips_[i].height_pt + strips_[i].before_pt;
    return sum;
  }

  double header_height(const StripSize& strip) const {
    return strip.header == kNoHeader ? 0 : height_of(strip.header, strip.header_end);
  }

  void place_group(size_t from, size_t to) {
    const double height = height_of(from, to);
    const bool full = top_ + height > height_ + kSlack;
    const bool fits_a_page =
        header_height(strips_[from]) + height - strips_[from].before_pt <= height_ + kSlack;
    if (pages_.empty() || strips_[from].new_page || (full && fits_a_page)) begin_page(from);
    for (size_t i = from; i < to; ++i) place(i);
  }

  void begin_page(size_t strip) {
    pages_.emplace_back();
    top_ = 0;
    const StripSize& first = strips_[strip];
    if (first.header == kNoHeader) return;
    for (size_t i = first.header; i < first.header_end; ++i) put(i);
  }

  void place(size_t i) {
    const double before = pages_.back().empty() ? 0 : strips_[i].before_pt;
    if (top_ + before + strips_[i].height_pt > height_ + kSlack && !pages_.back().empty()) {
      begin_page(i);
    } else {
      top_ += before;
    }
    put(i);
  }

  void put(size_t i) {
    pages_.back().push_back({i, top_});
    top_ += strips_[i].height_pt;
  }

  const std::vector<StripSize>& strips_;
  double height_;
  double top_ = 0;
  std::vector<PlacedPage> pages_;
};

}  // namespace

std::vector<PlacedPage> paginate(const std::vector<StripSize>& strips, double page_height_pt) {
  return Pages(strips, page_height_pt).fill();
}

}  // namespace diemcau::paper
