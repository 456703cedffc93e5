#include "api/html.h"

namespace diemcau::api {

Html& Html::text(std::string_view text) {
  for (const char letter : text) {
    switch (letter) {
      case '&':
        page_ += "&amp;";
        break;
      case '<':
        page_ += "&lt;";
        break;
      case '>':
        page_ += "&gt;";
        break;
      case '"':
        page_ += "&quot;";
        break;
      case '\'':
        page_ += "&#39;";
        break;
      default:
        page_ += letter;
    }
  }
  return *this;
}

Html& Html::attribute(Markup name, std::string_view value) {
  page_ += ' ';
  page_ += name.text();
  page_ += "=\"";
  text(value);
  page_ += '"';
  return *this;
}

}  // namespace diemcau::api
