#pragma once

#include "reviews/review.h"
#include "reviews/training.h"

namespace diemcau::reviews {

struct Counters {
  uint32_t review = 0;
  uint32_t record = 0;
  DIEMCAU_PLAIN(Counters, review, record)
};

// All reviews and training now: the fold of the stream "reviews" and of the courses that
// conferences held. A value: equal events give equal states, and a snapshot is its JSON.
struct State {
  Seq seq;  // the last event that it has seen
  Counters last;
  std::map<uint32_t, Form> forms;  // those adopted, by version; the one built in is not here
  std::map<std::string, Course> courses;
  std::map<RecordId, Record> records;
  std::vector<Session> sessions;
  std::map<ReviewId, Review> reviews;
  DIEMCAU_PLAIN(State, seq, last, forms, courses, records, sessions, reviews)
};

inline constexpr const char* kStream = "reviews";

inline const Review* find_review(const State& state, ReviewId review) {
  const auto found = state.reviews.find(review);
  return found == state.reviews.end() ? nullptr : &found->second;
}

}  // namespace diemcau::reviews
