#include "store/journal_table.h"

#include <fmt/format.h>

#include "store/sentences.h"

namespace diemcau::store {

using journal::Batch;
using journal::Event;
using journal::Json;
using journal::Seq;

namespace {

std::vector<Event> numbered(std::span<const Batch> batches, Seq last) {
  std::vector<Event> events;
  for (const Batch& batch : batches) {
    for (const journal::Draft& draft : batch.drafts) {
      events.push_back(
          {{++last.value}, batch.at, batch.actor, draft.stream, draft.kind, draft.body});
    }
  }
  return events;
}

// None: it holds bytes that are not UTF-8 and could not be read again.
std::optional<std::string> written(const Json& body) {
  try {
    return body.dump();
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

int64_t number_of(Seq seq) { return static_cast<int64_t>(seq.value); }

Event event_of(const Query& query) {
  return {{static_cast<uint64_t>(query.number(0))},
          {query.number(1)},
          {query.text(2), query.text(3)},
          query.text(4),
          query.text(5),
          Json::parse(query.text(6), nullptr, false)};
}

}  // namespace

Stored<Unit> JournalTable::load() {
  auto query = database_.query("SELECT coalesce(max(seq), 0) FROM event");
  const auto row = query.step();
  if (!row.ok()) return Err{row.error()};
  last_ = {static_cast<uint64_t>(query.number(0))};
  return Unit{};
}

Stored<std::vector<Event>> JournalTable::append(std::span<const Batch> batches) {
  std::vector<Event> events = numbered(batches, last_);
  if (events.empty()) return events;
  if (const auto done = keys_.flush(); !done.ok()) return Err{done.error()};
  const auto done = database_.change([&] { return insert(events); });
  if (!done.ok()) return Err{done.error()};
  last_ = events.back().seq;
  return events;
}

Stored<Unit> JournalTable::insert(const std::vector<Event>& events) {
  for (const Event& event : events) {
    const auto body = written(event.body);
    if (!body) return Err{Failure{"A fact holds text that is not UTF-8."}};
    auto query = database_.query(
        "INSERT INTO event (seq, at, who, place, stream, kind, body) VALUES (?, ?, ?, ?, ?, ?, ?)");
    query.with(number_of(event.seq), event.at.ms, std::string_view(event.actor.who),
               std::string_view(event.actor.where), std::string_view(event.stream),
               std::string_view(event.kind), std::string_view(*body));
    if (auto done = query.run(); !done.ok()) return done;
  }
  return Unit{};
}

Stored<Unit> JournalTable::hand_out(Query& query, const Take& take, std::optional<Seq> unbroken) {
  for (;;) {
    const auto row = query.step();
    if (!row.ok()) return Err{row.error()};
    if (!*row) return Unit{};
    const Event event = event_of(query);
    if (unbroken && event.seq.value != ++unbroken->value) {
      return Err{Failure{
          damaged_sentence(database_.path(), fmt::format("event {} is missing", unbroken->value))}};
    }
    if (event.body.is_discarded()) {
      return Err{Failure{damaged_sentence(
          database_.path(), fmt::format("event {} cannot be read", event.seq.value))}};
    }
    if (!take(event)) return Unit{};
  }
}

Stored<Unit> JournalTable::read(Seq after, const Take& take) {
  auto query = database_.query(
      "SELECT seq, at, who, place, stream, kind, body FROM event WHERE seq > ? ORDER BY seq");
  query.with(number_of(after));
  return hand_out(query, take, after);
}

Stored<Unit> JournalTable::read_stream(std::string_view stream, Seq after, const Take& take) {
  auto query = database_.query(
      "SELECT seq, at, who, place, stream, kind, body FROM event WHERE stream = ? AND seq > ? "
      "ORDER BY seq");
  query.with(stream, number_of(after));
  return hand_out(query, take, std::nullopt);
}

Stored<Unit> JournalTable::read_kind(std::string_view kind, Seq after, const Take& take) {
  auto query = database_.query(
      "SELECT seq, at, who, place, stream, kind, body FROM event WHERE kind = ? AND seq > ? "
      "ORDER BY seq");
  query.with(kind, number_of(after));
  return hand_out(query, take, std::nullopt);
}

}  // namespace diemcau::store
