#pragma once

#include <cstdint>
#include <vector>

namespace diemcau::demo {

// A room with nobody in it, as a PNG: a screen, rows of seats, a table. `kind` changes its colours
// and how it is furnished, so that rooms are told apart.
std::vector<uint8_t> draw_room(uint32_t kind);

}  // namespace diemcau::demo
