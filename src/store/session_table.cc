#include "store/session_table.h"

#include "store/base64.h"
#include "store/digest.h"

namespace diemcau::store {

namespace {

constexpr int64_t kTouchMs = 60'000;

Digest hash_of(std::string_view token) { return sha256(as_bytes(token)); }

Session session_of(const Query& query) {
  return {{static_cast<uint32_t>(query.number(0))},
          {query.number(1)},
          {query.number(2)},
          {query.number(3)},
          query.text(4)};
}

}  // namespace

Stored<std::string> SessionTable::open(AccountId account, UnixTime now, UnixTime expires,
                                       std::string_view address) {
  uint8_t secret[32];
  random_.fill(secret);
  const std::string token = to_base64_url(secret);
  const Digest hash = hash_of(token);
  const auto done = database_.change([&] {
    return database_
        .query(
            "INSERT INTO session (token_hash, account, opened, expires, last_seen, address) "
            "VALUES (?1, ?2, ?3, ?4, ?3, ?5)")
        .with(Bytes(hash), int64_t{account.value}, now.ms, expires.ms, address)
        .run();
  });
  if (!done.ok()) return Err{done.error()};
  return token;
}

Stored<std::optional<Session>> SessionTable::find(std::string_view token, UnixTime now) {
  const Digest hash = hash_of(token);
  auto query = database_.query(
      "SELECT account, opened, expires, last_seen, address FROM session "
      "WHERE token_hash = ? AND expires > ?");
  const auto row = query.with(Bytes(hash), now.ms).step();
  if (!row.ok()) return Err{row.error()};
  if (!*row) return std::optional<Session>{};
  return std::optional(session_of(query));
}

Stored<Unit> SessionTable::touch(std::string_view token, UnixTime now, std::string_view address) {
  const auto session = find(token, now);
  if (!session.ok()) return Err{session.error()};
  if (!*session) return Unit{};
  const bool is_news =
      now.ms - (*session)->last_seen.ms >= kTouchMs || (*session)->address != address;
  if (!is_news) return Unit{};
  const Digest hash = hash_of(token);
  return database_.change([&] {
    return database_.query("UPDATE session SET last_seen = ?, address = ? WHERE token_hash = ?")
        .with(now.ms, address, Bytes(hash))
        .run();
  });
}

Stored<Unit> SessionTable::close(std::string_view token) {
  const Digest hash = hash_of(token);
  return database_.change([&] {
    return database_.query("DELETE FROM session WHERE token_hash = ?").with(Bytes(hash)).run();
  });
}

Stored<Unit> SessionTable::close_all(AccountId account) {
  return database_.change([&] {
    return database_.query("DELETE FROM session WHERE account = ?")
        .with(int64_t{account.value})
        .run();
  });
}

Stored<std::vector<Session>> SessionTable::of(AccountId account) {
  std::vector<Session> sessions;
  auto query = database_.query(
      "SELECT account, opened, expires, last_seen, address FROM session WHERE account = ? "
      "ORDER BY last_seen DESC, opened DESC");
  query.with(int64_t{account.value});
  for (;;) {
    const auto row = query.step();
    if (!row.ok()) return Err{row.error()};
    if (!*row) return sessions;
    sessions.push_back(session_of(query));
  }
}

Stored<Unit> SessionTable::sweep(UnixTime now) {
  return database_.change(
      [&] { return database_.query("DELETE FROM session WHERE expires <= ?").with(now.ms).run(); });
}

}  // namespace diemcau::store
