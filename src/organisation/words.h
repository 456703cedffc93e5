#pragma once

#include "organisation/types.h"

// What an organisation calls its things: levels of units, titles of posts, ranks. Data, in an order
// that counts: the first stands highest.
namespace diemcau::organisation {

struct Level {
  std::string code;  // "province"
  std::string name;  // "Cấp tỉnh"
  DIEMCAU_PLAIN(Level, code, name)
};

struct Title {
  std::string code;    // "secretary"
  std::string name;    // "Bí thư"
  bool leads = false;  // whoever holds it answers for the unit
  DIEMCAU_PLAIN(Title, code, name, leads)
};

struct Rank {
  std::string code;
  std::string name;
  DIEMCAU_PLAIN(Rank, code, name)
};

struct Words {
  std::vector<Level> levels;
  std::vector<Title> titles;
  std::vector<Rank> ranks;
  DIEMCAU_PLAIN(Words, levels, titles, ranks)
};

// A sample to begin with, to be checked by whoever adopts it.
Words sample_words();

// ── Commands: the whole list anew; what is in use cannot go ──────────────────────────────────────

struct LevelsSet {
  static constexpr const char* kName = "levels.set";
  std::vector<Level> levels;
  DIEMCAU_PLAIN(LevelsSet, levels)
};
struct TitlesSet {
  static constexpr const char* kName = "titles.set";
  std::vector<Title> titles;
  DIEMCAU_PLAIN(TitlesSet, titles)
};
struct RanksSet {
  static constexpr const char* kName = "ranks.set";
  std::vector<Rank> ranks;
  DIEMCAU_PLAIN(RanksSet, ranks)
};
// The sample, where nothing has been set yet.
struct WordsBegin {
  static constexpr const char* kName = "words.begin";
  DIEMCAU_EMPTY(WordsBegin)
};

// ── Facts ────────────────────────────────────────────────────────────────────────────────────────

struct LevelsWereSet {
  static constexpr const char* kKind = "levels.were_set";
  std::vector<Level> levels;
  DIEMCAU_PLAIN(LevelsWereSet, levels)
};
struct TitlesWereSet {
  static constexpr const char* kKind = "titles.were_set";
  std::vector<Title> titles;
  DIEMCAU_PLAIN(TitlesWereSet, titles)
};
struct RanksWereSet {
  static constexpr const char* kKind = "ranks.were_set";
  std::vector<Rank> ranks;
  DIEMCAU_PLAIN(RanksWereSet, ranks)
};

Decided decide_one(const State&, const LevelsSet&, const Context&);
Decided decide_one(const State&, const TitlesSet&, const Context&);
Decided decide_one(const State&, const RanksSet&, const Context&);
Decided decide_one(const State&, const WordsBegin&, const Context&);

void apply_one(State&, const LevelsWereSet&, const Stamp&);
void apply_one(State&, const TitlesWereSet&, const Stamp&);
void apply_one(State&, const RanksWereSet&, const Stamp&);

// The place in the order, from 0; behind all others if there is no such code.
size_t order_of_level(const Words& words, const std::string& code);
size_t order_of_title(const Words& words, const std::string& code);
size_t order_of_rank(const Words& words, const std::string& code);
const Title* find_title(const Words& words, const std::string& code);

// "" if there is none.
std::string name_of_level(const Words& words, const std::string& code);
std::string name_of_rank(const Words& words, const std::string& code);

}  // namespace diemcau::organisation
