#pragma once

#include <string>

#include "paper/document.h"
#include "paper/fonts.h"
#include "paper/problem.h"

namespace diemcau::paper {

// The document as PDF, fonts embedded as subsets. Equal documents and fonts give equal bytes. Holds
// nothing global: may run on any thread.
Result<std::string, Problem> to_pdf(const Document& document, const Fonts& fonts);

}  // namespace diemcau::paper
