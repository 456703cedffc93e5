#pragma once

#include <map>
#include <string>

#include "paper/template.h"

// Inside the folder only: the named styles of a template.
namespace diemcau::paper {

struct Style {
  ParagraphStyle paragraph;
  RunStyle run;
};

class Styles {
 public:
  // {"body": {"align": "justify", ...}, "note": {"like": "body", ...}}; "like" names an earlier or
  // later one. Refused: an unknown member, a circle.
  explicit Styles(const Json& data);
  const Style& at(const std::string& name) const;

 private:
  Style read(const Json& data, const std::string& name, int depth) const;
  std::map<std::string, Style> styles_;
};

Align read_align(const Json& value);
PageSetup read_page(const Json& data);

}  // namespace diemcau::paper
