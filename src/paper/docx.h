#pragma once

#include <string>

#include "paper/document.h"
#include "paper/problem.h"

namespace diemcau::paper {

// The document as a file of Word (ECMA-376, transitional): a zip of WordprocessingML. Equal
// documents give equal bytes.
Result<std::string, Problem> to_docx(const Document& document);

}  // namespace diemcau::paper
