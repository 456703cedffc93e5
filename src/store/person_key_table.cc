#include "store/person_key_table.h"

#include <algorithm>

#include <fmt/format.h>
#include <sodium.h>

#include "store/base64.h"
#include "store/sentences.h"

namespace diemcau::store {

namespace {

constexpr size_t kNonceBytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr size_t kTagBytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == 32);

// Sealed text is worth nothing under another person's id.
std::string bound_to(PersonId person) { return fmt::format("person:{}", person.value); }

std::vector<uint8_t> sealed_with(const uint8_t* key, const std::string& bound,
                                 std::string_view plain, SecureRandom& random) {
  std::vector<uint8_t> out(kNonceBytes + plain.size() + kTagBytes);
  random.fill({out.data(), kNonceBytes});
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      out.data() + kNonceBytes, nullptr, as_bytes(plain).data(), plain.size(),
      as_bytes(bound).data(), bound.size(), nullptr, out.data(), key);
  return out;
}

std::optional<std::string> opened_with(const uint8_t* key, const std::string& bound, Bytes sealed) {
  if (sealed.size() < kNonceBytes + kTagBytes) return std::nullopt;
  const Bytes rest = sealed.subspan(kNonceBytes);
  std::string plain(rest.size() - kTagBytes, '\0');
  const int code = crypto_aead_xchacha20poly1305_ietf_decrypt(
      reinterpret_cast<uint8_t*>(plain.data()), nullptr, nullptr, rest.data(), rest.size(),
      as_bytes(bound).data(), bound.size(), sealed.data(), key);
  if (code != 0) return std::nullopt;
  return plain;
}

PersonId person_in(const Query& query) { return {static_cast<uint32_t>(query.number(0))}; }
int64_t number_of(PersonId person) { return person.value; }

}  // namespace

PersonKeyTable::~PersonKeyTable() {
  for (auto& [person, key] : by_person_) sodium_memzero(key.data(), key.size());
}

Stored<Unit> PersonKeyTable::load() {
  if (auto done = load_keys(); !done.ok()) return done;
  if (auto done = load_held(); !done.ok()) return done;
  return forget_what_was_erased();
}

Stored<Unit> PersonKeyTable::load_keys() {
  auto query = keys_.query("SELECT person, key FROM person_key");
  for (;;) {
    const auto row = query.step();
    if (!row.ok()) return Err{row.error()};
    if (!*row) return Unit{};
    if (query.is_null(1)) {
      erased_.insert(person_in(query));
      continue;
    }
    const auto stored = query.blob(1);
    if (stored.size() != sizeof(Key)) {
      return Err{Failure{damaged_sentence(keys_.path(), "a key has the wrong length")}};
    }
    std::copy(stored.begin(), stored.end(), by_person_[person_in(query)].begin());
  }
}

Stored<Unit> PersonKeyTable::load_held() {
  auto query = keys_.query("SELECT person FROM held_person");
  for (;;) {
    const auto row = query.step();
    if (!row.ok()) return Err{row.error()};
    if (!*row) return Unit{};
    held_.insert(person_in(query));
  }
}

// An erasure that a loss of power cut in two, or keys from an old backup.
Stored<Unit> PersonKeyTable::forget_what_was_erased() {
  std::vector<PersonId> persons;
  auto query = main_.query("SELECT person FROM erased_person");
  for (;;) {
    const auto row = query.step();
    if (!row.ok()) return Err{row.error()};
    if (!*row) break;
    if (!erased_.contains(person_in(query))) persons.push_back(person_in(query));
  }
  for (const PersonId person : persons) {
    if (auto done = forget_key(person); !done.ok()) return done;
  }
  return Unit{};
}

const PersonKeyTable::Key& PersonKeyTable::key_of(PersonId person) {
  const auto [at, is_new] = by_person_.try_emplace(person);
  if (is_new) {
    random_.fill(at->second);
    unsaved_.push_back(person);
  }
  return at->second;
}

Stored<std::string> PersonKeyTable::seal(PersonId person, std::string_view plain) {
  if (erased_.contains(person)) {
    return Err{Failure{
        fmt::format("Person {} has been erased: nothing more is kept of them; enter them anew.",
                    person.value)}};
  }
  return to_base64(sealed_with(key_of(person).data(), bound_to(person), plain, random_));
}

std::optional<std::string> PersonKeyTable::open(PersonId person, std::string_view sealed) const {
  const auto key = by_person_.find(person);
  if (key == by_person_.end()) return std::nullopt;
  const auto bytes = from_base64(sealed);
  if (!bytes) return std::nullopt;
  return opened_with(key->second.data(), bound_to(person), *bytes);
}

Stored<Unit> PersonKeyTable::flush() {
  if (unsaved_.empty()) return Unit{};
  auto done = keys_.change([&]() -> Stored<Unit> {
    for (const PersonId person : unsaved_) {
      auto query = keys_.query("INSERT INTO person_key (person, key) VALUES (?, ?)");
      query.with(number_of(person), Bytes(by_person_.at(person)));
      if (auto inserted = query.run(); !inserted.ok()) return inserted;
    }
    return Unit{};
  });
  if (done.ok()) unsaved_.clear();
  return done;
}

Stored<Unit> PersonKeyTable::hold(PersonId person, bool on) {
  const char* sql = on ? "INSERT OR IGNORE INTO held_person (person) VALUES (?)"
                       : "DELETE FROM held_person WHERE person = ?";
  auto done = keys_.change([&] { return keys_.query(sql).with(number_of(person)).run(); });
  if (!done.ok()) return done;
  if (on) {
    held_.insert(person);
  } else {
    held_.erase(person);
  }
  return done;
}

Answered<Unit> PersonKeyTable::erase(PersonId person) {
  if (is_held(person)) {
    return Err{NotDone{journal::Refusal{"person.on_hold", {{"person", person.value}}}}};
  }
  auto done = main_.change([&] {
    return main_.query("INSERT OR IGNORE INTO erased_person (person) VALUES (?)")
        .with(number_of(person))
        .run();
  });
  if (done.ok()) done = forget_key(person);
  if (!done.ok()) return Err{NotDone{done.error()}};
  return Unit{};
}

Stored<Unit> PersonKeyTable::forget_key(PersonId person) {
  auto done = keys_.change([&] {
    return keys_
        .query(
            "INSERT INTO person_key (person, key) VALUES (?, NULL) "
            "ON CONFLICT (person) DO UPDATE SET key = NULL")
        .with(number_of(person))
        .run();
  });
  if (!done.ok()) return done;
  if (const auto key = by_person_.find(person); key != by_person_.end()) {
    sodium_memzero(key->second.data(), key->second.size());
    by_person_.erase(key);
  }
  std::erase(unsaved_, person);
  erased_.insert(person);
  return done;
}

}  // namespace diemcau::store
