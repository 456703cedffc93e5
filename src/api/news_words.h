#pragma once

#include <string>
#include <string_view>

// The words of the public pages.
namespace diemcau::api {

enum class Language : uint8_t { kVietnamese, kEnglish };

struct NewsWords {
  std::string_view code;
  std::string_view other_code;
  std::string_view other_language;
  std::string_view site;
  std::string_view skip;
  std::string_view news;
  std::string_view none;
  std::string_view none_of_unit;
  std::string_view missing;
  std::string_view missing_why;
  std::string_view back;
  std::string_view published;
  std::string_view editions;
  std::string_view of_unit;
  std::string_view more_of_unit;
  std::string_view facts;
  std::string_view time;
  std::string_view sites;
  std::string_view present;
  std::string_view chair;
  std::string_view speakers;
  std::string_view local;
  std::string_view paper;
  std::string_view pictures_note;
  std::string_view older;
  std::string_view newer;
};

inline constexpr NewsWords kVietnameseWords{
    .code = "vi",
    .other_code = "en",
    .other_language = "English",
    .site = "Tin hội nghị",
    .skip = "Tới nội dung",
    .news = "Tin hội nghị",
    .none = "Chưa có tin nào được đăng.",
    .none_of_unit = "Đơn vị này chưa đăng tin nào.",
    .missing = "Không có tin ở địa chỉ này",
    .missing_why = "Tin chưa được đăng, hoặc đã được rút lại.",
    .back = "Xem các tin đã đăng",
    .published = "Đăng lúc",
    .editions = "Bản tin của các đơn vị",
    .of_unit = "Các bản tin của",
    .more_of_unit = "Các bản tin khác của đơn vị này",
    .facts = "Hội nghị qua các con số",
    .time = "Thời gian",
    .sites = "Số điểm cầu",
    .present = "Số đại biểu dự",
    .chair = "Chủ trì",
    .speakers = "Đơn vị phát biểu",
    .local = "Tại điểm cầu",
    .paper = "Tham luận",
    .pictures_note =
        "Ảnh chụp tại các điểm cầu trong hội nghị. Người có mặt trong ảnh có thể đề nghị đơn vị "
        "đăng tin rút ảnh.",
    .older = "Tin cũ hơn",
    .newer = "Tin mới hơn",
};

inline constexpr NewsWords kEnglishWords{
    .code = "en",
    .other_code = "vi",
    .other_language = "Tiếng Việt",
    .site = "Conference news",
    .skip = "To the content",
    .news = "Conference news",
    .none = "No news has been published yet.",
    .none_of_unit = "This unit has published no news yet.",
    .missing = "There is no news at this address",
    .missing_why = "It is not published yet, or it was withdrawn.",
    .back = "See what is published",
    .published = "Published",
    .editions = "Editions of the units",
    .of_unit = "Editions of",
    .more_of_unit = "Other editions of this unit",
    .facts = "The conference in figures",
    .time = "Time",
    .sites = "Sites",
    .present = "Delegates present",
    .chair = "Chaired by",
    .speakers = "Units that spoke",
    .local = "At the unit's own site",
    .paper = "Contribution",
    .pictures_note =
        "Pictures were taken at the sites during the conference. Whoever is seen in one may ask "
        "the unit that published it to take it back.",
    .older = "Older news",
    .newer = "Newer news",
};

inline const NewsWords& words_in(Language language) {
  return language == Language::kEnglish ? kEnglishWords : kVietnameseWords;
}

}  // namespace diemcau::api
