#include <set>

#include "api/html.h"
#include "api/still_routes.h"
#include "api/test_api.h"
#include "news/commands.h"
#include "picture/test_pictures.h"
#include "store/digest.h"

namespace diemcau::api {
namespace {

using organisation::Role;

// The centre's head (account 1, unit 1) holds a conference with a room of a province (unit 2, whose
// head has account 2); a still of that room is taken by its head.
class News : public testing::Test {
 protected:
  News() {
    api.must(organisation::WordsBegin{});
    const UnitId centre = api.unit("TW", "Trung ương");
    const UnitId province = api.unit("T1", "Tỉnh <Một>", centre);
    api.account("trunguong", Role::kLeader, centre, leader("Nguyễn Văn An", centre));
    api.account("tinhmot", Role::kLeader, province, leader("Trần Thị <Bình>", province));
    api.account("khachxem", Role::kViewer);
    chair.sign_in("trunguong");
    head.sign_in("tinhmot");
    other.sign_in("khachxem");
    hold();
  }
  PersonId leader(const char* name, UnitId unit) {
    const auto& titles = api.state().words.titles;
    const auto leads =
        std::find_if(titles.begin(), titles.end(), [](const auto& one) { return one.leads; });
    organisation::PersonAdd add;
    add.personal.name = name;
    add.post.unit = unit;
    add.post.title = leads->code;
    add.post.from = *parse_day("2020-01-01");
    api.must(add);
    return PersonId{api.state().last.person};
  }
  void hold() {
    using namespace conference;  // NOLINT(google-build-using-namespace)
    const Call call{"Hội nghị", {1}, {{{1000}, {2000}}}};
    ask(chair, "conference/new", ConferenceDraft{call});
    SiteSpec site{.unit = {1}, .name = "Trung tâm"};
    site.level = SiteLevel::kCentre;
    ask(chair, "conference/1", SiteAdd{site});
    ask(chair, "conference/1", SiteAdd{{.unit = {2}, .name = "Điểm cầu", .chair = {2}}});
    ask(chair, "conference/1", ItemAdd{{.title = "Khai mạc"}});
    ask(chair, "conference/1", ChairsAppoint{{{1}, {1}, {1}}, {}});
    ask(chair, "conference/1", ConferenceConvene{});
    ask(chair, "conference/1", SiteCheckIn{{2}, 31});
    ask(chair, "conference/1", ConferenceOpen{.without_quorum = true});
    still = take(head, picture::jpeg()).body.value("file", "");
  }
  void close() { ask(chair, "conference/1", conference::ConferenceClose{}); }
  static Browser::Answer take(Browser& browser, const std::string& file, int site = 2) {
    browser.content_type = "image/jpeg";
    const std::string path = "/api/stills?conference=1&site=" + std::to_string(site);
    auto answer = browser.ask("POST", path, file);
    browser.content_type = "application/json";
    return answer;
  }
  template <class Command>
  int ask(Browser& browser, const std::string& stream, const Command& command, int status = 200) {
    const auto answer = browser.command(stream, Command::kName, Json(command));
    if (status != 0) {
      EXPECT_EQ(answer.status, status) << Command::kName << answer.body;
    }
    return answer.status;
  }
  const diemcau::news::State& news() const { return api.clerk->folds().news; }
  void publish(Browser& browser, uint32_t edition, uint32_t post) {
    using namespace diemcau::news;  // NOLINT(google-build-using-namespace)
    const uint32_t seen = news().editions.at({edition}).version;
    ask(browser, "news", NewsSubmit{{edition}, seen});
    ask(browser, "news", NewsApprove{{edition}, {post}, seen});
    ask(browser, "news", NewsPublish{{edition}, seen});
  }
  // Both editions are out, the province's with its picture.
  void publish_both() {
    using namespace diemcau::news;  // NOLINT(google-build-using-namespace)
    close();
    ask(chair, "news", NewsBegin{{1}, {1}});
    publish(chair, 1, 1);
    ask(head, "news", NewsBegin{{1}, {2}});
    Content content = news().editions.at({2}).content;
    content.title = "Tin <b>của</b> tỉnh & \"phường\"";
    content.paragraphs = {"</p><script>alert(1)</script>"};
    ask(head, "news", NewsChange{{2}, content, 1});
    publish(head, 2, 2);
  }
  std::string path() const { return "/api/stills/" + still; }

  TestApi api;
  Browser chair{api};
  Browser head{api, 8};
  Browser other{api, 9};
  Browser anyone{api, 10};
  std::string still;
};

TEST_F(News, a_still_is_kept_without_what_says_more_than_it_shows) {
  ASSERT_EQ(still.size(), 64u);
  const auto shown = head.get(path());
  EXPECT_EQ(shown.status, 200);
  EXPECT_EQ(shown.bytes.find(picture::kSecret), std::string::npos);
  EXPECT_EQ(chair.get(path()).status, 200);
  EXPECT_EQ(news().pictures.at({1}).spec.file, still);
}

TEST_F(News, a_still_is_nobody_elses_before_it_is_out) {
  for (Browser* browser : {&other, &anyone}) {
    EXPECT_EQ(browser->get(path()).code(), "still.unknown");
    EXPECT_EQ(browser->get("/api/stills/" + std::string(64, 'f')).code(), "still.unknown");
  }
}

TEST_F(News, a_still_is_taken_by_who_may_and_of_what_it_is) {
  EXPECT_EQ(take(anyone, picture::jpeg()).status, 401);
  EXPECT_EQ(take(other, picture::png()).code(), "still.not_allowed");
  EXPECT_EQ(take(chair, picture::png()).code(), "still.off_air") << "another's room, off air";
  EXPECT_EQ(take(head, "<svg/>").code(), "still.not_a_picture");
  EXPECT_EQ(take(head, picture::jpeg(4, 4)).code(), "still.too_small");
  EXPECT_EQ(take(head, picture::png().substr(0, 60)).code(), "still.damaged");
  EXPECT_EQ(take(head, std::string(kMaxStillBytes + 1, 'x')).status, 413);
  const auto by_hand = head.command("conference/1", "still.take", {{"site", 2}, {"file", still}});
  EXPECT_EQ(by_hand.status, 400) << "only what was looked at comes in";
  EXPECT_EQ(news().pictures.size(), 1u);
  EXPECT_EQ(take(head, picture::webp()).status, 200);
}

TEST_F(News, what_is_refused_is_not_kept) {
  const auto cleaned = picture::clean(as_bytes(picture::png()));
  const std::string file = store::hex(store::sha256(cleaned->bytes));
  take(chair, picture::png());
  EXPECT_FALSE(api.store->files().has(file));
  close();
  EXPECT_EQ(take(head, picture::png()).status, 409) << "it is over";
  EXPECT_FALSE(api.store->files().has(file));
}

TEST_F(News, pages_hold_what_is_out_for_everybody_and_escape_it) {
  EXPECT_EQ(anyone.get("/news").status, 200);
  EXPECT_EQ(anyone.get("/news/1").status, 404);
  publish_both();
  const auto page = anyone.get("/news/1/units/2");
  ASSERT_EQ(page.status, 200);
  EXPECT_NE(page.bytes.find("Tin &lt;b&gt;của&lt;/b&gt; tỉnh &amp; &quot;phường&quot;"),
            std::string::npos);
  EXPECT_EQ(page.bytes.find("<script"), std::string::npos);
  EXPECT_NE(page.bytes.find("Trần Thị &lt;Bình&gt;"), std::string::npos) << "the room's chair";
  EXPECT_NE(page.bytes.find(path()), std::string::npos);
  EXPECT_EQ(anyone.get(path()).status, 200);
  EXPECT_EQ(anyone.get("/news/1").bytes.find(path()), std::string::npos) << "not its picture";
  EXPECT_NE(anyone.get("/news/units/2").bytes.find("/news/1/units/2"), std::string::npos);
  EXPECT_NE(anyone.get("/news?language=en").bytes.find("Conference news"), std::string::npos);
  for (const char* none : {"/news/2", "/news/1/units/9", "/news/x", "/news/units/9"}) {
    EXPECT_EQ(anyone.get(none).status, 404) << none;
  }
}

TEST_F(News, who_has_the_page_is_told_that_it_stands) {
  publish_both();
  const auto page = anyone.get("/news/1");
  anyone.headers.emplace_back("If-None-Match", page.etag);
  EXPECT_EQ(anyone.get("/news/1").status, 304);
  ask(chair, "news", diemcau::news::NewsWithdraw{{1}, "Sai"});
  EXPECT_EQ(anyone.get("/news/1").status, 404);
}

TEST_F(News, a_picture_that_is_withdrawn_is_gone_from_the_pages_and_the_disk) {
  publish_both();
  ask(other, "news", diemcau::news::PictureWithdraw{{1}, "Vì"}, 409);
  EXPECT_TRUE(api.store->files().has(still));
  ask(head, "news", diemcau::news::PictureWithdraw{{1}, "Người trong ảnh yêu cầu"});
  EXPECT_EQ(anyone.get("/news/1/units/2").bytes.find("/api/stills/"), std::string::npos);
  for (Browser* browser : {&anyone, &head, &chair}) EXPECT_EQ(browser->get(path()).status, 404);
  EXPECT_FALSE(api.store->files().has(still));
}

TEST_F(News, bytes_that_a_loss_of_power_left_go_at_the_next_start) {
  publish_both();
  const auto bytes = api.store->files().get(still);
  ask(head, "news", diemcau::news::PictureWithdraw{{1}, "Vì"});
  ASSERT_TRUE(api.store->files().put(*bytes, "image/jpeg").ok());
  api.start();
  EXPECT_FALSE(api.store->files().has(still));
}

// Anything at all is asked in any order, and what the public pages hold is looked at after each.
class NewsInAnyOrder : public News {
 protected:
  using Content = diemcau::news::Content;

  uint32_t one_of(uint32_t count) { return static_cast<uint32_t>(choose_.below(count)); }
  static std::string mark(uint32_t step) { return "dấu" + std::to_string(step) + "hết"; }

  void change(Browser& browser, uint32_t edition, uint32_t seen, uint32_t step) {
    Content content;
    content.title = mark(step);
    if (one_of(2) == 0) content.pictures = {{{1}, "Ảnh"}};
    const diemcau::news::NewsChange command{{edition}, content, seen};
    ask(browser, "news", command, 0);
  }
  void do_something(uint32_t step) {
    using namespace diemcau::news;  // NOLINT(google-build-using-namespace)
    const uint32_t edition = 1 + one_of(news().last.edition + 1);
    const auto* found = find_edition(news(), {edition});
    // Now and then it is somebody else's.
    const bool own = found != nullptr && one_of(8) != 0;
    const uint32_t unit = own ? found->unit.value : 1 + one_of(2);
    Browser& browser = unit == 1 ? chair : head;
    const uint32_t seen = found == nullptr ? 1 : found->version;
    const uint32_t what = one_of(16);
    if (what < 2) ask(browser, "news", NewsBegin{{1}, {unit}}, 0);
    if (what >= 2 && what < 4) change(browser, edition, seen, step);
    if (what >= 4 && what < 8) ask(browser, "news", NewsSubmit{{edition}, seen}, 0);
    if (what >= 8 && what < 12) ask(browser, "news", NewsApprove{{edition}, {unit}, seen}, 0);
    if (what >= 12 && what < 15) ask(browser, "news", NewsPublish{{edition}, seen}, 0);
    if (what == 15) ask(browser, "news", NewsWithdraw{{edition}, "Vì"}, 0);
  }
  std::string all_pages() {
    std::string pages;
    for (const char* path : {"/news", "/news/1", "/news/1/units/1", "/news/1/units/2",
                             "/news/units/1", "/news/units/2"}) {
      pages += anyone.get(path).bytes;
    }
    return pages;
  }
  static bool is_out(const diemcau::news::Edition& one) {
    return one.status == diemcau::news::Status::kPublished &&
           one.approval.person.value == one.unit.value;
  }
  void look(uint32_t step) {
    const std::string pages = all_pages();
    bool with_picture = false;
    std::set<std::string> out;  // one edition may begin with another's words
    for (const auto& [id, one] : news().editions) {
      if (!is_out(one)) continue;
      out.insert(one.content.title);
      with_picture = with_picture || !one.content.pictures.empty();
    }
    for (uint32_t one = 1; one <= step; ++one) {
      const bool shown = pages.find(mark(one)) != std::string::npos;
      EXPECT_EQ(shown, out.contains(mark(one))) << mark(one) << " at " << step;
    }
    seen_out += out.size();
    EXPECT_EQ(pages.find(path()) != std::string::npos, with_picture) << step;
    EXPECT_EQ(anyone.get(path()).status, with_picture ? 200 : 404) << step;
  }
  size_t seen_out = 0;

 private:
  SeededRandom choose_{11};
};

TEST_F(NewsInAnyOrder, nothing_that_is_not_out_is_ever_served) {
  close();
  for (uint32_t step = 1; step <= 400; ++step) {
    do_something(step);
    look(step);
  }
  EXPECT_GT(news().last.edition, 2u);
  EXPECT_GT(seen_out, 20u) << "something was out now and then";
}

TEST(HtmlPage, takes_text_for_text) {
  Html html;
  html << "<a";
  html.attribute("href", "\"><script>'&") << ">";
  html.text("<&>\"'") << "</a>";
  EXPECT_EQ(std::move(html).take(),
            "<a href=\"&quot;&gt;&lt;script&gt;&#39;&amp;\">&lt;&amp;&gt;&quot;&#39;</a>");
}

}  // namespace
}  // namespace diemcau::api
