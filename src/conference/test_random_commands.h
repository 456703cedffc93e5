#pragma once

#include "base/random.h"
#include "conference/rules.h"
#include "conference/test_hall.h"

// For tests only: commands of every kind with bodies at random, often such as a page would send,
// often not.
namespace diemcau::conference {

class RandomCommands {
 public:
  RandomCommands(SeededRandom& random, const State& state) : random_(random), state_(state) {}

  // A body for the command that read_command() accepts.
  Json body(std::string_view name) {
    Json body = body_of(*read_command(name, Json::object()));
    fill("", body);
    if (random_.chance(0.8)) bring_up_to_date(std::string(name), body);
    return body;
  }

  // Mostly somebody who may, sometimes anybody.
  Context context(std::string_view name, const Json& body) {
    std::vector<Role> roles;
    for (size_t role = 0; role < 9; ++role) {
      const bool may = rule_of(name).roles[role] != '.';
      if (may || random_.chance(0.05)) roles.push_back(static_cast<Role>(role));
    }
    if (roles.empty()) roles.push_back(Role::kViewer);
    const SiteId site = random_.chance(0.9) ? site_of_body(body) : SiteId{3};
    const auto person = static_cast<uint32_t>(random_.below(4));
    Context context = as(roles[random_.below(roles.size())], site.value, person);
    context.actor.who += std::to_string(random_.below(3));
    context.delegate = {body.value("delegate", 0u)};
    return context;
  }

  // Seldom what would end the walk.
  std::string_view name() {
    const std::string_view name = all_rules()[random_.below(all_rules().size())].command;
    const bool ends = name == "conference.close" || name == "conference.pause";
    return ends && random_.chance(0.9) ? this->name() : name;
  }

 private:
  SiteId site_of_body(const Json& body) {
    if (body.contains("site")) return {body["site"].get<uint32_t>()};
    if (body.contains("request")) {
      const Request* request = find(state_.queue, {body["request"].get<uint32_t>()});
      if (request != nullptr) return request->site;
    }
    const Turn* turn = find(state_.floor, top(state_.floor));
    return turn != nullptr ? turn->site : SiteId{2};
  }

  template <class Map>
  Json key_of(const Map& map) {
    if (map.empty()) return 1;
    return std::next(map.begin(), static_cast<ptrdiff_t>(random_.below(map.size())))->first;
  }

  SiteId any_site() {
    std::map<SiteId, bool> there;
    for (const auto& [id, site] : state_.sites) {
      if (is_there(site) || random_.chance(0.1)) there[id] = true;
    }
    return there.empty() ? SiteId{2} : key_of(there).template get<SiteId>();
  }

  // Things of this site, things of this conference.
  void name_what_exists(const std::string& name, Json& body) {
    if (body.contains("site")) body["site"] = any_site();
    const Site* site = find_site(state_, {body.value("site", 0u)});
    if (site != nullptr && body.contains("device")) body["device"] = key_of(site->devices.all);
    if (site != nullptr && body.contains("link")) body["link"] = key_of(site->devices.links);
    if (site != nullptr && body.contains("delegate")) {
      body["delegate"] = random_.chance(0.5) ? key_of(site->roll.delegates) : Json(0);
    }
    if (site != nullptr && body.contains("delegates")) {
      body["delegates"] = Json::array({key_of(site->roll.delegates)});
    }
    if (site != nullptr && name == "device.join" && !site->devices.links.empty()) {
      body["hash"] = site->devices.links.begin()->second.hash;
      body["role"] = site->devices.links.begin()->second.roles.front();
    }
    if (name.starts_with("queue.") && body.contains("request")) {
      body["request"] = key_of(state_.queue.requests);
    }
    if (name == "theme.move") body["before"] = key_of(state_.notes.themes);
    if (body.contains("theme")) body["theme"] = key_of(state_.notes.themes);
    if (name.starts_with("note.") && body.contains("themes")) body["themes"] = Json::array();
    if (body.contains("note")) body["note"] = key_of(state_.notes.notes);
  }

  template <class E>
  Json word_of(E) {
    const auto& words = words_of(E{});
    return words[random_.below(words.size())];
  }

  Json any_word(const std::string& key, const std::string& now) {
    if (key == "kind") return now == "other" ? word_of(IncidentKind{}) : word_of(ItemKind{});
    if (key == "mode") return word_of(FloorMode{});
    if (key == "layout") return word_of(StageLayout{});
    if (key == "role" || key == "roles") return word_of(DeviceRole{});
    if (key == "status") return word_of(RollStatus{});
    if (key == "outcome") return word_of(Readiness{});
    if (key == "step") return word_of(ReadinessStep{});
    if (key == "to") return word_of(MessageTo{});
    if (key == "electorate") return word_of(Electorate{});
    if (key == "of") return word_of(QuorumOf{});
    if (key == "level") return word_of(SiteLevel{});
    if (key == "matter" && random_.chance(0.2)) return word_of(VoteMatter{});
    if (key == "marking" && random_.chance(0.2)) return word_of(Marking{});
    return now;
  }

  Json any_text(const std::string& key) {
    const std::string number = std::to_string(random_.below(3));
    if (key == "hash" || key == "key" || key == "labels") return key + number;
    if (random_.chance(0.1)) return "";
    if (random_.chance(0.02)) return std::string(5'000, 'x');
    return "Ý kiến " + number;
  }

  Json any_number(const std::string& key) {
    if (key == "expires") return Hall().now.ms + static_cast<int64_t>(random_.below(10'000'000));
    if (key == "begins") return random_.below(1'000);
    if (key == "ends") return 1'000 + random_.below(1'000);
    if (key == "heads" || key == "expected" || key == "in_room") return random_.below(40);
    if (key == "choice") return random_.below(3);
    if (key == "needed_percent") return random_.below(101);
    return random_.below(7);
  }

  static Json element_of(const std::string& key) {
    if (key == "sittings") return Sitting{};
    if (key == "co_chairs" || key == "secretaries" || key == "technicians") return Official{};
    if (key == "marks") return RollMark{};
    if (key == "people") return Invitee{};
    if (key == "absent") return Absence{};
    if (key == "roles") return DeviceRole::kStrip;
    if (key == "labels") return "";
    return 0;
  }

  void fill_elements(const std::string& key, Json& array) {
    const uint64_t count = key == "labels" || key == "counts" ? 2 : random_.below(3);
    for (uint64_t i = 0; i < count; ++i) {
      Json element = element_of(key);
      fill(key, element);
      array.push_back(std::move(element));
    }
  }

  void fill(const std::string& key, Json& value) {
    if (value.is_object()) {
      for (auto it = value.begin(); it != value.end(); ++it) fill(it.key(), it.value());
    } else if (value.is_array()) {
      fill_elements(key, value);
    } else if (value.is_boolean()) {
      value = random_.chance(0.5);
    } else if (value.is_number()) {
      value = any_number(key);
    } else if (value.is_string()) {
      const auto now = value.get<std::string>();
      value = now.empty() ? any_text(key) : any_word(key, now);
    }
  }

  // What a screen that shows the newest state would send.
  void bring_up_to_date(const std::string& name, Json& body) {
    name_what_exists(name, body);
    if (body.contains("turn") && name != "note.take") body["turn"] = top(state_.floor);
    if (name.starts_with("vote.") && body.contains("vote")) body["vote"] = state_.votes.open;
    if (body.contains("version")) body["version"] = state_.conclusion.versions.size();
    if (body.contains("seen")) body["seen"] = seen(name, body);
    if (name != "floor.next") return;
    const FloorGrant next = next_speaker(state_);
    body["seen_site"] = next.site;
    body["seen_item"] = next.item;
    body["seen_request"] = next.request;
  }

  Json seen(const std::string& name, const Json& body) {
    if (name.starts_with("floor.")) return top(state_.floor);
    if (name == "chair.succeed") return state_.life.presiding;
    if (name == "item.begin") return state_.programme.current;
    if (name == "stage.put") return state_.stage.on_air;
    if (name == "conclusion.draft") return state_.conclusion.versions.size();
    if (name == "sound.take_over") {
      const Site* site = find_site(state_, {body["site"].get<uint32_t>()});
      return site == nullptr ? DeviceId{} : site->devices.sound;
    }
    const auto note = state_.notes.notes.find({body.value("note", 0u)});
    return note == state_.notes.notes.end() ? 0 : note->second.version;
  }

  SeededRandom& random_;
  const State& state_;
};

}  // namespace diemcau::conference
