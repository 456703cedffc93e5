#include "demo/news.h"

#include "demo/drawing.h"
#include "demo/texts.h"
#include "demo/tree.h"
#include "news/commands.h"

namespace diemcau::demo {
namespace {

struct Words {
  std::string title;
  const char* lead;
  std::string caption;
};

news::Content write(const news::Edition& begun, const Words& words) {
  news::Content content = begun.content;
  content.title = words.title;
  content.lead = words.lead;
  content.paragraphs = {kNewsParagraphs.begin(), kNewsParagraphs.end()};
  if (begun.central) content.pictures = {{{1}, ""}};
  if (!content.pictures.empty()) content.pictures.front().caption = words.caption;
  return content;
}

void publish(OfficeUser& user, ConferenceId conference, AccountId account,
             const conference::Speaker& head, const Words& words) {
  const auto as = [&](const auto& command) { user.as_account(account, news::kStream, command); };
  as(news::NewsBegin{conference, head.unit});
  if (user.failed()) return;
  const news::EditionId edition{user.folds().news.last.edition};
  as(news::NewsChange{edition, write(user.folds().news.editions.at(edition), words), 1});
  as(news::NewsSubmit{edition, 2});
  as(news::NewsApprove{edition, head.post, 2});
  as(news::NewsPublish{edition, 2});
}

}  // namespace

void take_stills(OfficeUser& user, Conference& conference, const Cast& cast,
                 const DemoOptions& options) {
  if (!options.keep || user.failed()) return;
  const std::string stream = conference::stream_of(conference.id());
  conference.must(conference::StillTake{kCentreSite, options.keep(draw_room(0))});
  user.as_account(cast.province, stream, conference::StillTake{{2}, options.keep(draw_room(1))});
  user.as_account(cast.neighbour, stream, conference::StillTake{{3}, options.keep(draw_room(2))});
}

void publish_news(OfficeUser& user, const Conference& conference, const Cast& cast) {
  if (user.failed() || user.folds().news.pictures.empty()) return;
  const ConferenceId id = conference.id();
  publish(user, id, cast.chair, cast.head, {kNewsTitle, kNewsLead, kNewsCaption});
  for (const auto& [account, unit] : {std::pair(cast.province, cast.provinces.at(0)),
                                      std::pair(cast.neighbour, cast.provinces.at(1))}) {
    const std::string name = short_name_of(user, unit);
    publish(user, id, account, head_of(user, unit),
            {name + ": " + kNewsTitle, kNewsLocalLead, kNewsLocalCaption + name});
  }
}

}  // namespace diemcau::demo
