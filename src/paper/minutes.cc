#include "paper/minutes.h"

#include <map>

#include "paper/moment.h"

namespace diemcau::paper {

namespace {

using conference::Stamp;

std::string joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (!part.empty()) out += (out.empty() ? "" : ", ") + part;
  }
  return out;
}

// What a template's lines hang on: the event and when it was.
Json stamped(const Stamp& stamp) {
  Json line = moment_of(stamp.at);
  line["seq"] = stamp.seq.value;
  line["known"] = conference::is_set(stamp);
  return line;
}

Json sums_of(const conference::RollSums& sums) {
  return {{"expected", sums.expected},
          {"in_room", sums.in_room},
          {"online", sums.online},
          {"substitutes", sums.substitutes},
          {"absent", sums.absent},
          {"not_called", sums.not_called},
          {"present", sums.in_room + sums.online + sums.substitutes}};
}

class Values {
 public:
  Values(const conference::MinutesFacts& facts, const Names& names, std::string no_name)
      : facts_(facts), names_(names), no_name_(std::move(no_name)) {
    for (const auto& site : facts.attendance.sites) sites_[site.site] = &site;
    for (const auto& line : facts.sequence) {
      if (line.kind == conference::StepKind::kItem) items_[line.item] = line.text;
    }
    for (const auto& opinion : facts.opinions) turns_[opinion.turn] = &opinion;
  }

  Json all() const {
    Json values = {{"title", facts_.call.title},
                   {"convener", names_.unit(facts_.call.unit)},
                   {"conference", facts_.conference.value},
                   {"seq", facts_.seq.value},
                   {"opened", stamped(facts_.opened)},
                   {"closed", stamped(facts_.closed)},
                   {"chair", official(facts_.chair)},
                   {"co_chairs", officials(facts_.co_chairs)},
                   {"secretaries", officials(facts_.secretaries)}};
    add_attendance(values);
    values["sequence"] = sequence();
    values["opinions"] = opinions();
    values["votes"] = votes();
    values["conclusion"] = stamped(facts_.conclusion.stamp);
    values["conclusion"]["text"] = facts_.conclusion.text;
    values["conclusion"]["adopted"] = facts_.conclusion.version != 0;
    return values;
  }

 private:
  // ── People ─────────────────────────────────────────────────────────────────────────────────────

  Json person(PersonId person, PostId post, UnitId unit, const std::string& text) const {
    const std::string name = person.value == 0 ? "" : names_.person(person);
    const std::string post_name = post.value == 0 ? "" : names_.post(post);
    const std::string unit_name = unit.value == 0 ? "" : names_.unit(unit);
    const std::string label = joined({name, text, post_name, unit_name});
    return {{"name", name},
            {"post", post_name},
            {"unit", unit_name},
            {"function", joined({text, post_name, unit_name})},
            {"label", label.empty() ? no_name_ : label}};
  }
  Json speaker(const conference::Speaker& speaker) const {
    return person(speaker.person, speaker.post, speaker.unit, speaker.text);
  }
  Json official(const conference::Official& official) const {
    Json values = person(official.person, official.post, {}, "");
    values["site"] = site_name(official.site);
    return values;
  }
  Json officials(const std::vector<conference::Official>& officials) const {
    Json values = Json::array();
    for (const auto& one : officials) values.push_back(official(one));
    return values;
  }
  std::string site_name(conference::SiteId site) const {
    const auto found = sites_.find(site);
    return found == sites_.end() ? "" : found->second->name;
  }

  // ── Attendance ─────────────────────────────────────────────────────────────────────────────────

  void add_attendance(Json& values) const {
    const conference::Attendance& attendance = facts_.attendance;
    values["report"] = stamped(attendance.stamp);
    values["report"].update(sums_of(attendance.sums));
    values["sites"] = Json::array();
    values["absent"] = Json::array();
    values["substitutes"] = Json::array();
    for (const auto& site : attendance.sites) values["sites"].push_back(site_row(site));
    for (const auto& line : attendance.absent) values["absent"].push_back(absent_row(line));
    for (const auto& line : attendance.substitutes) {
      values["substitutes"].push_back(substitute_row(line));
    }
    add_levels(values);
  }
  Json site_row(const conference::SiteLine& site) const {
    Json row = stamped(site.checked_in);
    row.update(sums_of(site.sums));
    row["name"] = site.name;
    row["unit"] = site.unit.value == 0 ? "" : names_.unit(site.unit);
    row["level"] = conference::word(site.level);
    row["confirmed"] = site.confirmed;
    row["came"] = conference::is_set(site.checked_in);
    row["times_lost"] = site.times_lost;
    return row;
  }
  Json absent_row(const conference::AbsentLine& line) const {
    Json row = stamped(line.stamp);
    row["who"] = person(line.person, line.post, line.unit, "");
    row["named"] = line.person.value != 0 || line.post.value != 0;
    row["site"] = site_name(line.site);
    row["reason"] = line.reason;
    row["count"] = line.count;
    return row;
  }
  Json substitute_row(const conference::SubstituteLine& line) const {
    Json row = stamped(line.stamp);
    row["who"] = person(line.person, line.post, line.unit, "");
    row["substitute"] = speaker(line.substitute);
    row["site"] = site_name(line.site);
    row["letter"] = line.letter;
    return row;
  }
  void add_levels(Json& values) const {
    std::map<conference::SiteLevel, Json> levels;
    Json total = level_row("total");
    for (const auto& site : facts_.attendance.sites) {
      Json& level =
          levels.try_emplace(site.level, level_row(conference::word(site.level))).first->second;
      for (Json* row : {&level, &total}) add_site(site, *row);
    }
    values["levels"] = Json::array();
    for (auto& [level, row] : levels) values["levels"].push_back(std::move(row));
    values["total"] = std::move(total);
  }
  static Json level_row(const char* level) {
    Json row = sums_of({});
    row.update({{"level", level}, {"sites", 0}, {"came", 0}});
    return row;
  }
  static void add_site(const conference::SiteLine& site, Json& row) {
    const Json sums = sums_of(site.sums);
    for (const auto& [name, value] : sums.items()) {
      row[name] = row[name].get<uint64_t>() + value.get<uint64_t>();
    }
    row["sites"] = row["sites"].get<uint64_t>() + 1;
    if (conference::is_set(site.checked_in)) row["came"] = row["came"].get<uint64_t>() + 1;
  }

  // ── What happened ──────────────────────────────────────────────────────────────────────────────

  Json sequence() const {
    Json lines = Json::array();
    Day last;
    for (const auto& line : facts_.sequence) {
      Json row = stamped(line.from);
      const Day day = day_in_vietnam(line.from.at);
      row["new_day"] = day != last;
      last = day;
      row["kind"] = conference::word(line.kind);
      row["until"] = stamped(line.to);
      row["text"] = line.text;
      row["title"] = item_title(line.item);
      row["presiding"] = presiding(line.presiding);
      add_turn(line.turn, row);
      lines.push_back(std::move(row));
    }
    return lines;
  }
  Json presiding(uint32_t number) const {
    const bool co_chair = number >= 1 && number <= facts_.co_chairs.size();
    return official(co_chair ? facts_.co_chairs[number - 1] : facts_.chair);
  }
  void add_turn(conference::TurnId turn, Json& row) const {
    const auto found = turns_.find(turn);
    const conference::Opinion none;
    const conference::Opinion& opinion = found == turns_.end() ? none : *found->second;
    row["speaker"] = speaker(opinion.speaker);
    row["site"] = site_name(opinion.site);
  }
  std::string item_title(conference::ItemId item) const {
    const auto found = items_.find(item);
    return found == items_.end() ? "" : found->second;
  }

  Json opinions() const {
    Json rows = Json::array();
    for (const auto& opinion : facts_.opinions) {
      Json row = stamped(opinion.stamp);
      row["speaker"] = speaker(opinion.speaker);
      row["site"] = site_name(opinion.site);
      row["title"] = item_title(opinion.item);
      row["of_turn"] = opinion.turn.value != 0;
      row["minutes"] = (opinion.spoken_ms + 30'000) / 60'000;
      row["notes"] = Json::array();
      for (const auto& note : opinion.notes) row["notes"].push_back(note_row(note));
      rows.push_back(std::move(row));
    }
    return rows;
  }
  Json note_row(const conference::NoteLine& note) const {
    Json row = stamped(note.stamp);
    std::vector<std::string> themes;
    for (const conference::ThemeId theme : note.themes) themes.push_back(names_.theme(theme));
    row["text"] = note.text;
    row["themes"] = joined(themes);
    return row;
  }

  // ── Votes ──────────────────────────────────────────────────────────────────────────────────────

  Json votes() const {
    Json rows = Json::array();
    for (const auto& vote : facts_.votes) rows.push_back(vote_row(vote));
    return rows;
  }
  static Json vote_row(const conference::VoteLine& vote) {
    Json row = stamped(conference::is_set(vote.ended) ? vote.ended : vote.opened);
    row["question"] = vote.spec.question;
    row["status"] = conference::word(vote.status);
    row["electorate"] = conference::word(vote.spec.electorate);
    row["secret"] = vote.spec.secret;
    row["withheld"] = vote.result.withheld;
    row["carried"] = vote.result.carried;
    row["took_part"] = vote.result.took_part;
    row["entitled"] = vote.result.entitled;
    row["results"] = Json::array();
    for (size_t i = 0; i < vote.spec.labels.size() && i < vote.result.counts.size(); ++i) {
      row["results"].push_back({{"label", vote.spec.labels[i]}, {"count", vote.result.counts[i]}});
    }
    return row;
  }

  const conference::MinutesFacts& facts_;
  const Names& names_;
  std::string no_name_;
  std::map<conference::SiteId, const conference::SiteLine*> sites_;
  std::map<conference::ItemId, std::string> items_;
  std::map<conference::TurnId, const conference::Opinion*> turns_;
};

Json letterhead_of(const Letterhead& letterhead) {
  return {{"superior", letterhead.superior}, {"agency", letterhead.agency},
          {"number", letterhead.number},     {"symbol", letterhead.symbol},
          {"place", letterhead.place},       {"date", date_of(letterhead.date)},
          {"venue", letterhead.venue},       {"recipients", letterhead.recipients}};
}

std::string no_name(const Template& form) {
  const auto found = form.data.find("no_name");
  return found != form.data.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

Result<Document, Problem> minutes_document(const conference::MinutesFacts& facts,
                                           const Names& names, const Letterhead& letterhead,
                                           const Template& form) {
  Json values = Values(facts, names, no_name(form)).all();
  values["letterhead"] = letterhead_of(letterhead);
  auto document = render(form, values);
  if (document.ok()) document->created = facts.closed.at;
  return document;
}

}  // namespace diemcau::paper
