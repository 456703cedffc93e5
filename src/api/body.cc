#include "api/body.h"

namespace diemcau::api {

std::optional<journal::Json> json_body(const http::HttpRequest& request) {
  std::string_view type = request.header("content-type");
  type = http::trim(type.substr(0, type.find(';')));
  if (type != "application/json") return {};
  journal::Json json = journal::Json::parse(request.body, nullptr, false);
  if (!json.is_object()) return {};
  return json;
}

}  // namespace diemcau::api
