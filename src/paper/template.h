#pragma once

#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "paper/document.h"
#include "paper/problem.h"

// A document's layout and wording as data, so that an organisation has its own without a new
// program. What a template may hold stands in templates/README.md.
namespace diemcau::paper {

using Json = nlohmann::json;

struct Template {
  Json data;
};

// Checks that it is JSON with the members that every template has; what its parts ask for is found
// out by render().
Result<Template, Problem> read_template(std::string_view text);

// The templates that come with the program: "minutes", "ledger", "guide" in "vi" and "en". Another
// name or language is our own mistake.
Template built_in_template(std::string_view name, std::string_view language);

// Fills the template. A value that it names and `values` does not have is a Problem, and so is a
// style or a part that is not known.
Result<Document, Problem> render(const Template& form, const Json& values);

}  // namespace diemcau::paper
