#pragma once

#include "news/types.h"

namespace diemcau::news {

struct Counters {
  uint32_t picture = 0;
  uint32_t edition = 0;
  DIEMCAU_PLAIN(Counters, picture, edition)
};

// All news now: the fold of the stream "news", and of the stills of conferences. A value: equal
// events give equal states.
struct State {
  Seq seq;  // the last event that it has seen
  Counters last;
  std::map<PictureId, Picture> pictures;
  std::map<EditionId, Edition> editions;
  DIEMCAU_PLAIN(State, seq, last, pictures, editions)
};

inline constexpr const char* kStream = "news";

const Edition* find_edition(const State& state, EditionId edition);
const Picture* find_picture(const State& state, PictureId picture);
// The item that the editions of a conference are copies of; null: nobody has begun it.
const Edition* central_of(const State& state, ConferenceId conference);
// A unit's edition that was not withdrawn.
const Edition* edition_of(const State& state, ConferenceId conference, UnitId unit);
// Those that are out.
std::vector<EditionId> published(const State& state);
// The pictures of an edition that were not withdrawn, as they are to be shown.
std::vector<ShownPicture> shown_in(const State& state, const Edition& edition);
// Whether a picture that was not withdrawn has the file.
bool is_used(const State& state, const std::string& file);
// Whether everybody may see the file: it stands in an edition that is out.
bool is_public(const State& state, const std::string& file);

}  // namespace diemcau::news
