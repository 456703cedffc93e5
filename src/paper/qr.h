#pragma once

#include <string>

#include "paper/document.h"
#include "paper/problem.h"

namespace diemcau::paper {

// A QR code (level M) with its quiet zone of four modules as one drawing.
Result<Drawing, Problem> qr_drawing(const std::string& text, double size_mm);

}  // namespace diemcau::paper
