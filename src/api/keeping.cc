#include "api/keeping.h"

#include <spdlog/spdlog.h>

#include "news/facts.h"
#include "organisation/facts.h"

namespace diemcau::api {
namespace {

using journal::Event;

template <class Done>
void log_failure(const Done& done) {
  if (done.ok()) return;
  if constexpr (requires { done.error().sentence; }) {
    spdlog::error("office: {}", done.error().sentence);
  } else if (const auto* failure = std::get_if<store::Failure>(&done.error())) {
    spdlog::error("office: {}", failure->sentence);
  } else {
    spdlog::error("office: not erased: {}", std::get<journal::Refusal>(done.error()).code);
  }
}

void shut_out(AccountId account, store::Store& store) {
  log_failure(store.sessions().close_all(account));
}

void erase(PersonId person, const office::Folds& folds, store::Store& store) {
  log_failure(store.person_keys().erase(person));
  const auto& account_of = folds.organisation.index.account_of;
  const auto account = account_of.find(person);
  if (account == account_of.end()) return;
  shut_out(account->second, store);
  log_failure(store.credentials().forget(account->second));
}

// The events are our own and were just decided: their bodies hold what their kinds say.
template <class Fact>
std::optional<Fact> read(const Event& event) {
  if (event.stream != organisation::kStream || event.kind != Fact::kKind) return {};
  return event.body.get<Fact>();
}

// The bytes of a picture that was withdrawn go, unless another one that was not has the same.
void erase_picture(news::PictureId id, const office::Folds& folds, store::Store& store) {
  const news::Picture* picture = news::find_picture(folds.news, id);
  if (picture == nullptr || news::is_used(folds.news, picture->spec.file)) return;
  log_failure(store.files().remove(picture->spec.file));
}

}  // namespace

void carry_out(std::span<const Event> events, const office::Folds& folds, store::Store& store) {
  using namespace organisation;
  for (const Event& event : events) {
    if (event.stream == news::kStream && event.kind == news::PictureWithdrawn::kKind) {
      erase_picture(event.body.get<news::PictureWithdrawn>().picture, folds, store);
    }
    if (const auto held = read<HoldPlaced>(event)) {
      log_failure(store.person_keys().hold(held->person, true));
    } else if (const auto free = read<HoldLifted>(event)) {
      log_failure(store.person_keys().hold(free->person, false));
    } else if (const auto erased = read<PersonErased>(event)) {
      erase(erased->person, folds, store);
    } else if (const auto undone = read<ImportUndone>(event)) {
      for (const PersonId person : undone->people) erase(person, folds, store);
    } else if (const auto disabled = read<AccountDisabled>(event)) {
      shut_out(disabled->account, store);
    }
  }
}

void carry_out_all(const office::Folds& folds, store::Store& store) {
  for (const auto& [id, picture] : folds.news.pictures) {
    if (news::is_withdrawn(picture)) erase_picture(id, folds, store);
  }
  store::PersonKeys& keys = store.person_keys();
  for (const auto& [id, person] : folds.organisation.people) {
    const bool held = person.hold.has_value();
    if (held != keys.is_held(id)) log_failure(keys.hold(id, held));
  }
  for (const auto& [id, erasure] : folds.organisation.erasures) {
    if (erasure.state != organisation::ErasureState::kDone) continue;
    if (!keys.is_erased(erasure.person)) erase(erasure.person, folds, store);
  }
}

}  // namespace diemcau::api
