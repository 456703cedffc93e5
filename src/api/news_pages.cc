#include "api/news_pages.h"

#include <fmt/format.h>

#include <algorithm>

#include "api/html.h"
#include "organisation/queries.h"

namespace diemcau::api {
namespace {

using news::Edition;
using news::EditionId;

constexpr size_t kPerPage = 20;

// "28/10/2021, 15:01", in Vietnam.
std::string moment(UnixTime time) {
  const std::string day = to_string(day_in_vietnam(time));
  if (day.size() != 10) return {};
  const int64_t minute = (time.ms / 60'000 + 7 * 60) % (24 * 60);
  return fmt::format("{}/{}/{}, {:02}:{:02}", day.substr(8, 2), day.substr(5, 2), day.substr(0, 4),
                     minute / 60, minute % 60);
}
std::string hour(UnixTime time) {
  const int64_t minute = (time.ms / 60'000 + 7 * 60) % (24 * 60);
  return fmt::format("{:02}:{:02}", minute / 60, minute % 60);
}

class NewsWriter {
 public:
  NewsWriter(const office::Folds& folds, Language language)
      : folds_(folds), words_(words_in(language)) {}

  void begin(std::string_view title, const std::string& path) {
    html_ << "<!doctype html>\n<html";
    html_.attribute("lang", words_.code) << "><head><meta charset=\"utf-8\">"
                                            "<meta name=\"viewport\" content=\"width=device-width, "
                                            "initial-scale=1\"><title>";
    html_.text(title) << "</title><link rel=\"stylesheet\" href=\"/news.css\">"
                         "<link rel=\"icon\" href=\"/favicon.svg\"></head><body>"
                         "<a class=\"skip\" href=\"#main\">";
    html_.text(words_.skip) << "</a><header><a class=\"site\"";
    html_.attribute("href", link("/news")) << ">";
    html_.text(words_.site) << "</a><a";
    html_.attribute("href", path + "?language=" + std::string(words_.other_code));
    html_.attribute("lang", words_.other_code).attribute("hreflang", words_.other_code) << ">";
    html_.text(words_.other_language) << "</a></header><main id=\"main\">";
  }
  std::string end() && {
    html_ << "</main></body></html>\n";
    return std::move(html_).take();
  }

  void write_missing() {
    html_ << "<h1>";
    html_.text(words_.missing) << "</h1><p>";
    html_.text(words_.missing_why) << "</p><p>";
    write_link("/news", words_.back);
    html_ << "</p>";
  }
  void write_list(const std::vector<EditionId>& editions, const NewsAsked& asked);
  void write_article(EditionId id);
  const NewsWords& words() const { return words_; }
  std::string name_of(UnitId unit) const {
    const auto* found = organisation::find_unit(folds_.organisation, unit);
    return found == nullptr ? std::string{} : found->spec.name;
  }

 private:
  const Edition& at(EditionId id) const { return folds_.news.editions.at(id); }
  std::string link(std::string path) const {
    return words_.code == "vi" ? path : std::move(path) + "?language=en";
  }
  static std::string path_of(const Edition& edition) {
    if (edition.central) return fmt::format("/news/{}", edition.conference.value);
    return fmt::format("/news/{}/units/{}", edition.conference.value, edition.unit.value);
  }
  std::string person(PersonId person, PostId post) const;
  void write_link(const std::string& path, std::string_view text) {
    html_ << "<a";
    html_.attribute("href", link(path)) << ">";
    html_.text(text) << "</a>";
  }
  void write_card(const Edition& edition);
  void write_meta(const Edition& edition);
  void write_image(const news::ShownPicture& shown, bool lazy);
  void write_pictures(const Edition& edition);
  void write_fact(std::string_view name, std::string_view value);
  void write_facts(const Edition& edition);
  void write_local(const news::LocalFigures& local);
  void write_others(const Edition& edition);
  void write_pages(size_t count, const NewsAsked& asked);

  const office::Folds& folds_;
  const NewsWords& words_;
  Html html_;
};

std::string NewsWriter::person(PersonId person, PostId post) const {
  if (person.value == 0) return {};
  std::string name = organisation::display_name(folds_.organisation, person);
  const auto* found = organisation::find_post(folds_.organisation, post);
  if (found == nullptr) return name;
  const auto* title = organisation::find_title(folds_.organisation.words, found->spec.title);
  return title == nullptr ? name : name + ", " + title->name;
}

void NewsWriter::write_meta(const Edition& edition) {
  html_ << "<p class=\"meta\">";
  html_.text(name_of(edition.unit)) << " · ";
  html_.text(words_.published) << " <time>";
  html_.text(moment(edition.published.at)) << "</time></p>";
}

// What a picture shows is said below it, and read out once.
void NewsWriter::write_image(const news::ShownPicture& shown, bool lazy) {
  html_ << "<img";
  html_.attribute("src", "/api/stills/" + folds_.news.pictures.at(shown.picture).spec.file);
  html_.attribute("alt", shown.caption);
  if (lazy) html_ << " loading=\"lazy\"";
  html_ << ">";
}

void NewsWriter::write_card(const Edition& edition) {
  html_ << "<li>";
  const auto pictures = news::shown_in(folds_.news, edition);
  if (!pictures.empty()) write_image(pictures.front(), true);
  html_ << "<div><h2>";
  write_link(path_of(edition), edition.content.title);
  html_ << "</h2>";
  write_meta(edition);
  if (!edition.content.lead.empty()) {
    html_ << "<p>";
    html_.text(edition.content.lead) << "</p>";
  }
  html_ << "</div></li>";
}

void NewsWriter::write_pages(size_t count, const NewsAsked& asked) {
  const std::string base =
      asked.unit.value == 0 ? "/news" : fmt::format("/news/units/{}", asked.unit.value);
  const auto address = [&](uint32_t page) {
    return fmt::format("{}?language={}&page={}", base, words_.code, page);
  };
  html_ << "<p class=\"pages\">";
  if (asked.page > 0) {
    html_ << "<a";
    html_.attribute("href", address(asked.page - 1)) << ">";
    html_.text(words_.newer) << "</a> ";
  }
  if ((asked.page + 1) * kPerPage < count) {
    html_ << "<a";
    html_.attribute("href", address(asked.page + 1)) << ">";
    html_.text(words_.older) << "</a>";
  }
  html_ << "</p>";
}

void NewsWriter::write_list(const std::vector<EditionId>& editions, const NewsAsked& asked) {
  html_ << "<h1>";
  if (asked.unit.value == 0) {
    html_.text(words_.news);
  } else {
    html_.text(words_.of_unit) << " ";
    html_.text(name_of(asked.unit));
  }
  html_ << "</h1>";
  if (editions.empty()) {
    html_ << "<p>";
    html_.text(asked.unit.value == 0 ? words_.none : words_.none_of_unit) << "</p>";
    return;
  }
  html_ << "<ul class=\"list\">";
  const size_t first = std::min(editions.size(), asked.page * kPerPage);
  const size_t last = std::min(editions.size(), first + kPerPage);
  for (size_t i = first; i < last; ++i) write_card(at(editions[i]));
  html_ << "</ul>";
  if (editions.size() > kPerPage) write_pages(editions.size(), asked);
}

void NewsWriter::write_pictures(const Edition& edition) {
  for (const news::ShownPicture& shown : news::shown_in(folds_.news, edition)) {
    html_ << "<figure>";
    write_image(shown, false);
    html_ << "<figcaption>";
    html_.text(shown.caption) << "</figcaption></figure>";
  }
}

void NewsWriter::write_fact(std::string_view name, std::string_view value) {
  if (value.empty() || value == "0") return;
  html_ << "<div><dt>";
  html_.text(name) << "</dt><dd>";
  html_.text(value) << "</dd></div>";
}

// Of the conclusion only what the unit has put into its own words.
void NewsWriter::write_facts(const Edition& edition) {
  const news::Figures& figures = edition.figures;
  std::string speakers;
  for (const news::Share& share : figures.shares) {
    speakers += (speakers.empty() ? "" : "; ") + name_of(share.unit);
  }
  html_ << "<section class=\"facts\"><h2>";
  html_.text(words_.facts) << "</h2><dl>";
  write_fact(words_.time, fmt::format("{} – {}", moment(figures.began), hour(figures.ended)));
  write_fact(words_.sites, std::to_string(figures.sites));
  write_fact(words_.present, std::to_string(figures.present));
  write_fact(words_.chair, person(figures.chair, figures.chair_post));
  write_fact(words_.speakers, speakers);
  html_ << "</dl>";
  if (edition.local.site.value != 0) write_local(edition.local);
  html_ << "</section>";
}

void NewsWriter::write_local(const news::LocalFigures& local) {
  html_ << "<h3>";
  html_.text(words_.local) << "</h3><dl>";
  write_fact(words_.present, std::to_string(local.present));
  write_fact(words_.chair, person(local.chair, local.chair_post));
  write_fact(words_.paper, local.paper);
  html_ << "</dl>";
}

void NewsWriter::write_others(const Edition& edition) {
  std::vector<const Edition*> others;
  for (const EditionId id : news::published(folds_.news)) {
    const Edition& other = at(id);
    if (other.conference == edition.conference && &other != &edition) others.push_back(&other);
  }
  html_ << "<nav";
  html_.attribute("aria-label", words_.editions) << ">";
  if (!others.empty()) {
    html_ << "<h2>";
    html_.text(words_.editions) << "</h2><ul>";
    for (const Edition* other : others) {
      html_ << "<li>";
      write_link(path_of(*other), name_of(other->unit));
      html_ << "</li>";
    }
    html_ << "</ul>";
  }
  html_ << "<p>";
  write_link(fmt::format("/news/units/{}", edition.unit.value), words_.more_of_unit);
  html_ << "</p></nav>";
}

// The words are their unit's, whatever the language around them.
void NewsWriter::write_article(EditionId id) {
  const Edition& edition = at(id);
  html_ << "<article lang=\"vi\"><h1>";
  html_.text(edition.content.title) << "</h1>";
  write_meta(edition);
  if (!edition.content.lead.empty()) {
    html_ << "<p class=\"lead\">";
    html_.text(edition.content.lead) << "</p>";
  }
  write_pictures(edition);
  for (const std::string& paragraph : edition.content.paragraphs) {
    html_ << "<p>";
    html_.text(paragraph) << "</p>";
  }
  html_ << "</article>";
  write_facts(edition);
  if (!news::shown_in(folds_.news, edition).empty()) {
    html_ << "<p class=\"note\">";
    html_.text(words_.pictures_note) << "</p>";
  }
  write_others(edition);
}

// The last published first.
std::vector<EditionId> list_of(const news::State& state, UnitId unit) {
  std::vector<EditionId> editions = news::published(state);
  std::erase_if(editions, [&](EditionId id) {
    return unit.value != 0 && state.editions.at(id).unit != unit;
  });
  std::sort(editions.begin(), editions.end(), [&](EditionId a, EditionId b) {
    return state.editions.at(a).published.seq > state.editions.at(b).published.seq;
  });
  return editions;
}

std::optional<EditionId> find_published(const news::State& state, const NewsAsked& asked) {
  for (const EditionId id : news::published(state)) {
    const Edition& edition = state.editions.at(id);
    if (edition.conference != asked.conference) continue;
    if (asked.unit.value == 0 ? edition.central : edition.unit == asked.unit) return id;
  }
  return {};
}

std::string path_of(const NewsAsked& asked) {
  std::string path = "/news";
  if (asked.conference.value != 0) path += fmt::format("/{}", asked.conference.value);
  if (asked.unit.value != 0) path += fmt::format("/units/{}", asked.unit.value);
  return path;
}

}  // namespace

std::optional<std::string> news_html(const office::Folds& folds, const NewsAsked& asked) {
  NewsWriter writer(folds, asked.language);
  if (asked.conference.value == 0) {
    const bool known =
        asked.unit.value == 0 || organisation::find_unit(folds.organisation, asked.unit) != nullptr;
    const auto list = list_of(folds.news, asked.unit);
    // Of a unit without news nobody learns here what it is called.
    if (!known || (asked.unit.value != 0 && list.empty())) return {};
    writer.begin(writer.words().site, path_of(asked));
    writer.write_list(list, asked);
    return std::move(writer).end();
  }
  const auto id = find_published(folds.news, asked);
  if (!id) return {};
  writer.begin(folds.news.editions.at(*id).content.title, path_of(asked));
  writer.write_article(*id);
  return std::move(writer).end();
}

std::string missing_news_html(const office::Folds& folds, Language language) {
  NewsWriter writer(folds, language);
  writer.begin(writer.words().missing, "/news");
  writer.write_missing();
  return std::move(writer).end();
}

}  // namespace diemcau::api
