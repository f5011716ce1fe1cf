#include "support/internal/import_labels.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "access/visibility.h"
#include "base/fold.h"
#include "base/plain_text.h"
#include "sql/listed.h"
#include "sql/session.h"
#include "support/import_values.h"
#include "support/internal/import_cells.h"
#include "support/internal/import_exchanges.h"
#include "support/portfolios.h"
#include "support/tags.h"

namespace bassin::support::internal {

using base::Result;

struct LabelPlanner::Known {
  access::Reader reader;
  ImportMeanings meanings;
  std::map<std::string, Tag> tags;                      // the organisation's own, by id
  std::map<std::string, Portfolio> portfolios;          // likewise
  std::map<std::string, std::string> siret_of;          // of matched local businesses, by their key
  std::set<std::pair<std::string, std::string>> under;  // tag or portfolio, and business

  [[nodiscard]] std::string const& canonical(std::string const& business) const {
    auto const found = siret_of.find(business);
    return found == siret_of.end() ? business : found->second;
  }
};

namespace {

template <class Known>
Result<void> read_under(sql::Session& session, std::vector<std::string> businesses, Known& known) {
  auto const each = [&](std::vector<std::string> const& ids, std::string_view statement, auto&& fn) -> Result<void> {
    for (std::size_t at = 0; at < ids.size(); at += sql::listed_most) {
      auto in = sql::listed(std::span(ids).subspan(at, std::min(sql::listed_most, ids.size() - at)));
      if (statement.find(":organisation") != std::string_view::npos) in.values.emplace_back("organisation", known.reader.organisation);
      BASSIN_TRY(auto const rows,
                 session.rows(fmt::format(fmt::runtime(statement), fmt::arg("ids", in.places)), sql::Session::Values(in.values)));
      for (auto const& row : rows) fn(row);
    }
    return {};
  };
  BASSIN_DO(each(businesses, "select id, matched_siret from local_business where matched_siret in {ids}",
                 [&](sql::Row const& row) { known.siret_of["local:" + row.text("id")] = row.text("matched_siret"); }));
  for (auto const& [key, siret] : known.siret_of) businesses.push_back(key);
  auto const add = [&](sql::Row const& row) { known.under.emplace(row.text("label"), known.canonical(row.text("business"))); };
  BASSIN_DO(each(businesses,
                 "select b.tag as label, b.business from business_tag b join tag t on t.id = b.tag where b.business in {ids} and "
                 "t.organisation = :organisation",
                 add));
  return each(
      businesses,
      "select b.portfolio as label, b.business from portfolio_business b join portfolio p on p.id = b.portfolio where b.business in "
      "{ids} and p.organisation = :organisation",
      add);
}

// Words of tags and portfolios that went since, or were merged: nobody knows any more what they mean.
Result<void> unsay_gone(sql::Session& session, SheetImport const& import) {
  for (auto const* const field : {"tag", "portfolio"}) {
    BASSIN_DO(session.run(
        fmt::format("update sheet_import_word set meaning = '', version = version + 1 where import = :import and field = '{0}' and meaning "
                    "not in ('', :skipped, :own, :shared) and meaning not like :of_agent and not exists (select 1 from {0} t where t.id = "
                    "sheet_import_word.meaning and t.organisation = :organisation)",
                    field),
        {{"import", import.id},
         {"skipped", word_skipped},
         {"own", word_new},
         {"shared", word_new_shared},
         {"of_agent", std::string(word_of_agent) + "%"},
         {"organisation", import.organisation}}));
  }
  return {};
}

template <class Known>
class LabelsOfRow {
 public:
  LabelsOfRow(Known const& known, ImportRow const& row) : known_(known), row_(row) {}

  RowPlan plan() {
    if (row_.added && row_.business.empty()) out_.deeds.emplace_back("business_added");
    for (auto const& word : words_in_cell(row_.cells.tags)) put(WordField::tag, word);
    if (!base::fold(row_.cells.portfolio).empty()) put(WordField::portfolio, row_.cells.portfolio);
    judge();
    return std::move(out_);
  }

 private:
  void remark(std::string code, std::string const& value) { out_.remarks.push_back({std::move(code), line_of(value, 60)}); }

  void put(WordField field, std::string const& shown) {
    bool const tag = field == WordField::tag;
    LabelPlan plan{field, base::fold(shown), line_of(shown, base::name_most), ""};
    if (plan.word.empty()) return;
    auto const found = known_.meanings.find({field, plan.word});
    auto const meaning = found == known_.meanings.end() ? std::string() : found->second;
    if (meaning.empty()) {
      unknown_ = true;
      return remark(tag ? "unknown_tag" : "unknown_portfolio", shown);
    }
    if (meaning == word_skipped) return;
    plan.meaning = there_already(field, plan.word, meaning);
    if (makes(plan.meaning) && !base::clean_word("name", plan.name).ok()) return remark("bad_word", shown);
    if (tag && makes(plan.meaning) && plan.name.find_first_of("/\\") != std::string::npos) return remark("bad_word", shown);
    if (!allowed(plan)) return remark(tag ? "outside" : "not_yours", shown);
    auto const label = label_of(plan);
    bool const there = !row_.business.empty() && known_.under.contains({label, known_.canonical(row_.business)});
    bool const twice = std::any_of(out_.labels.begin(), out_.labels.end(), [&](LabelPlan const& it) { return label_of(it) == label; });
    if (twice) return;
    say(tag ? (there ? "tag_known" : "tag_put") : (there ? "portfolio_known" : "portfolio_put"));
    if (!there) out_.labels.push_back(std::move(plan));
  }

  // What was to be made may have been made by somebody meanwhile.
  [[nodiscard]] std::string there_already(WordField field, std::string const& word, std::string const& meaning) const {
    if (!makes(meaning)) return meaning;
    auto const named = [&](auto const& all) {
      auto const found = std::find_if(all.begin(), all.end(), [&](auto const& it) { return it.second.folded == word; });
      return found == all.end() ? meaning : found->first;
    };
    return field == WordField::tag ? named(known_.tags) : named(known_.portfolios);
  }

  // What is not there yet is told apart by its word.
  static std::string label_of(LabelPlan const& plan) { return makes(plan.meaning) ? plan.meaning + " " + plan.word : plan.meaning; }

  [[nodiscard]] bool allowed(LabelPlan const& plan) const {
    if (plan.field == WordField::tag) {
      auto const found = known_.tags.find(plan.meaning);
      bool const shared = found == known_.tags.end() ? plan.meaning == word_new_shared : found->second.shared;
      return !shared || access::serves(known_.reader, row_.commune);
    }
    auto const found = known_.portfolios.find(plan.meaning);
    if (found == known_.portfolios.end()) return access::may_change(known_.reader, known_.reader.organisation, agent_of_new(plan.meaning));
    bool const of_team = found->second.agent.empty();
    return of_team || access::may_change(known_.reader, known_.reader.organisation, found->second.agent);
  }

  void say(char const* deed) {
    if (std::find(out_.deeds.begin(), out_.deeds.end(), deed) == out_.deeds.end()) out_.deeds.emplace_back(deed);
  }

  void judge() {
    auto const did = [&](std::string_view what) { return std::find(out_.deeds.begin(), out_.deeds.end(), what) != out_.deeds.end(); };
    if (unknown_) {
      out_.expected = "words";
      out_.labels.clear();
    } else if (!out_.labels.empty()) {
      out_.expected = "new";
    } else if (did("tag_known") || did("portfolio_known")) {
      out_.expected = "already";
    } else {
      out_.expected = "nothing";
    }
  }

  Known const& known_;
  ImportRow const& row_;
  bool unknown_ = false;
  RowPlan out_;
};

}  // namespace

LabelPlanner::LabelPlanner(std::unique_ptr<Known> known) : known_(std::move(known)) {}
LabelPlanner::~LabelPlanner() = default;

Result<std::unique_ptr<LabelPlanner>> LabelPlanner::read(sql::Session& session, access::Reader const& reader, SheetImport const& import,
                                                         std::vector<ImportRow> const& rows) {
  auto known = std::make_unique<Known>();
  known->reader = reader;
  BASSIN_DO(unsay_gone(session, import));
  BASSIN_TRY(known->meanings, meanings_of(session, import.id));
  BASSIN_TRY(auto const tags, own_tags(session, reader.organisation));
  for (auto const& it : tags) known->tags[it.id] = it;
  BASSIN_TRY(auto const portfolios, portfolios_of(session, reader));
  for (auto const& it : portfolios) known->portfolios[it.id] = it;
  std::set<std::string> businesses;
  for (auto const& row : rows)
    if (!row.business.empty()) businesses.insert(row.business);
  BASSIN_DO(read_under(session, {businesses.begin(), businesses.end()}, *known));
  return std::unique_ptr<LabelPlanner>(new LabelPlanner(std::move(known)));
}

RowPlan LabelPlanner::plan(ImportRow const& row) const { return LabelsOfRow(*known_, row).plan(); }

void LabelPlanner::carried_out(RowPlan const& plan, std::string const& business) {
  if (business.empty()) return;
  for (auto const& it : plan.labels) {
    auto const found = known_->meanings.find({it.field, it.word});
    bool const made = makes(it.meaning) && found != known_->meanings.end();
    auto const& meaning = made ? found->second : it.meaning;
    known_->under.emplace(makes(meaning) ? meaning + " " + it.word : meaning, known_->canonical(business));
  }
}

std::string LabelPlanner::meaning(WordField field, std::string const& word) const {
  auto const found = known_->meanings.find({field, word});
  return found == known_->meanings.end() ? std::string() : found->second;
}

void LabelPlanner::made(WordField field, std::string const& word, std::string const& id) {
  auto& meaning = known_->meanings[{field, word}];
  auto const& organisation = known_->reader.organisation;
  if (field == WordField::tag) known_->tags[id] = {id, organisation, meaning == word_new_shared, "", word, 1, 0};
  if (field == WordField::portfolio) known_->portfolios[id] = {id, organisation, "", std::string(agent_of_new(meaning)), "", word, 1, 0};
  meaning = id;
}

}  // namespace bassin::support::internal
