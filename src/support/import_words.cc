#include "support/import_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/fold.h"
#include "base/id_table.h"
#include "support/import_values.h"
#include "support/internal/contact_rows.h"
#include "support/internal/import_exchanges.h"
#include "support/internal/import_rows.h"
#include "support/internal/word_meanings.h"

namespace bassin::support {

using access::Json;
using base::Error;
using base::Result;

namespace {

constexpr std::array<std::string_view, word_field_count> field_ids{"way", "theme", "agent", "action", "tag", "portfolio"};

ImportWord word_of(sql::Row const& row) {
  return {parse_word_field(row.text("field")).value_or(WordField::way),
          row.text("word"),
          row.text("shown"),
          row.text("meaning"),
          row.integer("uses"),
          row.integer("version")};
}

Result<std::vector<ImportWord>> words_of(sql::Session& session, std::string const& import) {
  BASSIN_TRY(auto const rows, session.rows("select field, word, shown, meaning, uses, version from sheet_import_word where import = "
                                           ":import order by case when meaning = '' then 0 else 1 end, field, word",
                                           {{"import", import}}));
  std::vector<ImportWord> out;
  for (auto const& row : rows) out.push_back(word_of(row));
  return out;
}

// Each once, with the number of its rows.
std::map<std::pair<WordField, std::string>, ImportWord> words_in(ImportKind kind, std::vector<ImportRow> const& rows) {
  std::map<std::pair<WordField, std::string>, ImportWord> out;
  auto const add = [&](WordField field, std::string const& cell) {
    auto const word = base::fold(cell);
    bool const optional = field == WordField::action || field == WordField::tag || field == WordField::portfolio;
    if (optional && word.empty()) return;
    auto& it = out.try_emplace({field, word}, ImportWord{field, word, word.empty() ? "" : cell, "", 0, 1}).first->second;
    ++it.rows;
  };
  for (auto const& row : rows) {
    if (kind == ImportKind::tags) {
      for (auto const& word : words_in_cell(row.cells.tags)) add(WordField::tag, word);
      add(WordField::portfolio, row.cells.portfolio);
      continue;
    }
    add(WordField::way, row.cells.way);
    add(WordField::theme, row.cells.theme);
    add(WordField::agent, row.cells.agent);
    add(WordField::action, row.cells.action);
  }
  return out;
}

Result<void> keep_word(sql::Session& session, Act const& act, SaidWord const& said) {
  return session.run(
      "insert into sheet_word (organisation, field, word, meaning, changed_at, changed_by) values (:organisation, :field, :word, "
      ":meaning, :at, :agent) on conflict (organisation, field, word) do update set meaning = excluded.meaning, changed_at = "
      "excluded.changed_at, changed_by = excluded.changed_by",
      {{"organisation", act.reader.organisation},
       {"field", id_of(said.field)},
       {"word", said.word},
       {"meaning", said.meaning},
       {"at", base::to_iso(act.actor.at)},
       {"agent", act.reader.agent}});
}

// What an empty cell means is of one file; who has no account is nobody's name to keep; what is made is known by its name.
bool is_kept(SaidWord const& it) { return !it.word.empty() && it.meaning != word_nobody && !makes(it.meaning); }

Result<void> drop_oldest(sql::Session& session, std::string const& organisation) {
  return session.run(
      "delete from sheet_word where organisation = :organisation and changed_at < (select min(changed_at) from (select changed_at from "
      "sheet_word where organisation = :organisation order by changed_at desc limit :most) newest)",
      {{"organisation", organisation}, {"most", static_cast<std::int64_t>(kept_words_most)}});
}

Result<void> say(sql::Session& session, Act const& act, SheetImport const& import, SaidWord const& said,
                 internal::WordMeanings const& meanings) {
  sql::Named const of_import{"import", import.id}, of_field{"field", id_of(said.field)}, of_word{"word", said.word};
  BASSIN_TRY(auto const row, session.row("select field, word, shown, meaning, uses, version from sheet_import_word where import = :import "
                                         "and field = :field and word = :word",
                                         {of_import, of_field, of_word}));
  if (!row) return Error("import.unknown_word", {{"word", said.word.substr(0, 100)}});
  auto const now = word_of(*row);
  if (now.version != said.version) {
    Json const told{{"field", id_of(now.field)}, {"word", now.word}, {"meaning", now.meaning}, {"version", now.version}};
    return Error("support.changed", {{"now", access::text_of(told)}});
  }
  if (!meanings.fits(said.field, said.meaning)) return Error("support.bad_value", {{"field", "meaning"}, {"allowed", "visit, premises…"}});
  if (now.meaning == said.meaning) return {};
  BASSIN_DO(
      session.run("update sheet_import_word set meaning = :meaning, version = version + 1 where import = :import and field = :field "
                  "and word = :word",
                  {of_import, of_field, of_word, {"meaning", said.meaning}}));
  if (is_kept(said)) return keep_word(session, act, said);
  return session.run("delete from sheet_word where organisation = :organisation and field = :field and word = :word",
                     {{"organisation", act.reader.organisation}, of_field, of_word});
}

}  // namespace

std::string_view id_of(WordField field) { return field_ids[static_cast<std::size_t>(field)]; }
std::optional<WordField> parse_word_field(std::string_view id) { return base::parse_id<WordField>(field_ids, id); }

Result<std::vector<ImportWord>> import_words(sql::Session& session, access::Reader const& reader, std::string const& import) {
  BASSIN_TRY([[maybe_unused]] auto const own, internal::own_import(session, reader, import));
  return words_of(session, import);
}

Result<SheetImport> say_words(sql::Session& session, Act const& act, std::string const& id, std::vector<SaidWord> const& said,
                              ImportKept const& kept) {
  BASSIN_TRY(auto const import, internal::own_import(session, act.reader, id));
  if (import.state == "undoing" || import.state == "undone") return Error("import.undone");
  BASSIN_TRY(auto const meanings, internal::WordMeanings::read(session, act.reader, import.kind));
  Json told = Json::array();
  for (auto const& it : said) {
    BASSIN_DO(say(session, act, import, it, meanings));
    told.push_back({{"field", id_of(it.field)}, {"meaning", it.meaning}});
  }
  BASSIN_DO(drop_oldest(session, act.reader.organisation));
  BASSIN_TRY(auto rows, internal::open_rows(session, id));
  BASSIN_DO(internal::judge_again(session, act.reader, import, {internal::today_of(act), kept.exchanges_from}, std::move(rows)));
  BASSIN_DO(access::record(session, act, "import.words_said", "import", id, "", access::text_of({{"words", std::move(told)}})));
  return find_import(session, act.reader, id);
}

namespace internal {

Result<ImportMeanings> meanings_of(sql::Session& session, std::string const& import) {
  BASSIN_TRY(auto const words, words_of(session, import));
  ImportMeanings out;
  for (auto const& it : words) out[{it.field, it.word}] = it.meaning;
  return out;
}

Result<void> add_words(sql::Session& session, access::Reader const& reader, SheetImport const& import, std::vector<ImportRow> const& rows) {
  auto words = words_in(import.kind, rows);
  std::map<WordField, std::size_t> counts;
  for (auto const& [key, it] : words) {
    if (++counts[it.field] > import_words_most)
      return Error("import.many_words", {{"field", std::string(id_of(it.field))}, {"limit", std::to_string(import_words_most)}});
  }
  BASSIN_TRY(auto const meanings, WordMeanings::read(session, reader, import.kind));
  BASSIN_TRY(auto const kept, session.rows("select field, word, meaning from sheet_word where organisation = :organisation",
                                           {{"organisation", import.organisation}}));
  for (auto const& row : kept) {
    auto const field = parse_word_field(row.text("field"));
    auto const found = field ? words.find({*field, row.text("word")}) : words.end();
    auto const meaning = row.text("meaning");
    if (found != words.end() && meanings.fits(*field, meaning)) found->second.meaning = meaning;
  }
  for (auto& [key, it] : words) {
    if (it.meaning.empty()) it.meaning = meanings.known(it);
    BASSIN_DO(
        session.run("insert into sheet_import_word (import, field, word, shown, meaning, uses, version) values (:import, :field, "
                    ":word, :shown, :meaning, :uses, 1)",
                    {{"import", import.id},
                     {"field", id_of(it.field)},
                     {"word", it.word},
                     {"shown", it.shown},
                     {"meaning", it.meaning},
                     {"uses", it.rows}}));
  }
  return {};
}

}  // namespace internal

}  // namespace bassin::support
