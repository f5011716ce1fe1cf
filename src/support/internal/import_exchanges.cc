#include "support/internal/import_exchanges.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <span>
#include <tuple>

#include "base/fold.h"
#include "base/plain_text.h"
#include "convention/countable.h"
#include "support/import_values.h"
#include "support/internal/contact_rows.h"
#include "support/internal/import_cells.h"
#include "support/internal/import_rows.h"

namespace bassin::support::internal {

using base::Date;
using base::Result;

namespace {

// One that the organisation holds already, or that a row before makes.
struct KnownExchange {
  ExchangeFacts facts;
  std::string agent;
  bool of_this_file = false;
};

enum class Alike : std::uint8_t { none, doubtful, same };

// Two rows of one file are two exchanges unless they say the same in every cell; beside what was there before, one of the same day, way
// and agent is perhaps the same one, worded otherwise. Its notes alone tell it; without any, all the rest does.
Alike alike(KnownExchange const& known, ExchangePlan const& plan) {
  auto const &it = known.facts, &row = plan.facts;
  if (it.on != row.on || it.way != row.way) return Alike::none;
  bool const text = it.notes == row.notes;
  auto const rest = [](auto const& of, auto const& agent) { return std::tie(agent, of.theme, of.minutes, of.met, of.action); };
  if (text && rest(it, known.agent) == rest(row, plan.agent)) return Alike::same;
  if (known.of_this_file) return Alike::none;
  if (text && !it.notes.empty()) return Alike::same;
  bool const who = known.agent == plan.agent || known.agent.empty() || plan.agent.empty();
  return who ? Alike::doubtful : Alike::none;
}

KnownExchange known_of(sql::Row const& row) {
  KnownExchange out{{}, row.text("agent"), row.integer("ours") > 0};
  out.facts.on = base::parse_date(row.text("on_day")).value_or(Date{});
  out.facts.way = parse_way(row.text("way")).value_or(Way::visit);
  out.facts.theme = parse_theme(row.text("theme")).value_or(Theme::other);
  out.facts.minutes = row.integer("minutes");
  out.facts.met = row.text("met");
  out.facts.notes = row.text("notes");
  out.facts.action = row.optional_text("action").value_or("");
  return out;
}

}  // namespace

struct ExchangePlanner::Known {
  SheetImport import;
  Date today, from;  // exchanges before `from` are past their time
  ImportMeanings meanings;
  convention::CountableCodes codes;
  std::map<std::string, std::string> siret_of;  // of matched local businesses, by their key
  std::map<std::string, std::vector<KnownExchange>> by_business;
  std::map<std::string, Date> newest;  // known or in the file
  std::set<std::string> accompanied;   // with a need or a follow-up

  [[nodiscard]] std::string const& canonical(std::string const& business) const {
    auto const found = siret_of.find(business);
    return found == siret_of.end() ? business : found->second;
  }
  void met(std::string const& business, Date on) {
    auto& day = newest.try_emplace(canonical(business), on).first->second;
    day = std::max(day, on);
  }
  [[nodiscard]] bool past(std::string const& business, Date on) const {
    if (on >= from) return false;
    if (business.empty()) return true;
    auto const& key = canonical(business);
    auto const found = newest.find(key);
    return !accompanied.contains(key) && (found == newest.end() || found->second < from);
  }
};

namespace {

using Ids = std::vector<std::string>;

// Reads what is known of the businesses.
template <class Known>
class Reading {
 public:
  Reading(sql::Session& session, Known& known) : session_(session), known_(known) {}

  Result<void> all(Ids businesses, Date first, Date last) {
    BASSIN_DO(each(businesses,
                   "select 'local:' || id as key, matched_siret as siret from local_business where matched_siret in {ids} "
                   "union all select 'project:' || id as key, siret from project where siret in {ids}",
                   {}, [&](sql::Row const& row) { known_.siret_of[row.text("key")] = row.text("siret"); }));
    for (auto const& [key, siret] : known_.siret_of) businesses.push_back(key);
    std::vector<sql::Named> const reader{{"reader", known_.import.organisation}};
    BASSIN_DO(exchanges(businesses, first, last));
    BASSIN_DO(each(businesses,
                   fmt::format("select business, max(on_day) as newest from exchange where business in {{ids}} and {} group by business",
                               own_sql("organisation", "reader")),
                   reader, [&](sql::Row const& row) {
                     if (auto const day = base::parse_date(row.text("newest"))) known_.met(row.text("business"), *day);
                   }));
    // As the purge reads it (support/aged.h).
    auto const own = own_sql("p.organisation", "reader");
    BASSIN_DO(each(businesses,
                   fmt::format("select n.business from need n join need_party p on p.need = n.id where n.business in {{ids}} and {0} union "
                               "select f.business from follow_up f join follow_up_member p on p.follow_up = f.id where f.business in "
                               "{{ids}} and {0} and p.state = 'member'",
                               own),
                   reader, [&](sql::Row const& row) { known_.accompanied.insert(known_.canonical(row.text("business"))); }));
    return {};
  }
  // Rows of the file that are not among these and will be carried out.
  Result<void> beside(Ids const& businesses, std::vector<ImportRow> const& these) {
    std::set<std::int64_t> numbers;
    for (auto const& row : these) numbers.insert(row.number);
    BASSIN_TRY(auto const others, open_rows(session_, known_.import.id, businesses));
    for (auto const& row : others) {
      auto const day = day_in_cell(row.cells.on);
      bool const good = day && *day <= known_.today && row.state != ImportRowState::wrong;
      if (good && !numbers.contains(row.number)) known_.met(row.business, *day);
    }
    return {};
  }

 private:
  Result<void> exchanges(Ids const& businesses, Date first, Date last) {
    auto const statement = fmt::format(
        "select business, on_day, way, agent, theme, minutes, met, action, notes, (select count(*) from sheet_import_made m where m.import "
        "= :import and m.kind = "
        "'exchange' and m.record = exchange.id) as ours from exchange where business in {{ids}} and on_day >= :first and on_day <= :last "
        "and {}",
        own_sql("organisation", "reader"));
    return each(businesses, statement,
                {{"import", known_.import.id}, {"first", to_iso(first)}, {"last", to_iso(last)}, {"reader", known_.import.organisation}},
                [&](sql::Row const& row) { known_.by_business[known_.canonical(row.text("business"))].push_back(known_of(row)); });
  }

  template <class Fn>
  Result<void> each(Ids const& ids, std::string_view statement, std::vector<sql::Named> const& beside, Fn&& fn) {
    for (std::size_t at = 0; at < ids.size(); at += listed_most) {
      auto in = listed(std::span(ids).subspan(at, std::min(listed_most, ids.size() - at)));
      in.values.insert(in.values.end(), beside.begin(), beside.end());
      BASSIN_TRY(auto const rows,
                 session_.rows(fmt::format(fmt::runtime(statement), fmt::arg("ids", in.places)), sql::Session::Values(in.values)));
      for (auto const& row : rows) fn(row);
    }
    return {};
  }

  sql::Session& session_;
  Known& known_;
};

template <class Known>
class ExchangeOfRow {
 public:
  ExchangeOfRow(Known const& known, ImportRow const& row) : known_(known), row_(row) {}

  RowPlan plan() {
    if (row_.added && row_.business.empty()) out_.deeds.emplace_back("business_added");
    read_day();
    read_words();
    read_texts();
    read_action();
    if (out_.expected.empty() && known_.past(row_.business, plan_.facts.on)) wrong("too_old", row_.cells.on);
    if (out_.expected.empty()) compare();
    return std::move(out_);
  }

 private:
  void wrong(std::string code, std::string const& value) {
    out_.expected = "nothing";
    out_.remarks.push_back({std::move(code), line_of(value, 60)});
  }
  void unknown(std::string code, std::string const& value) {
    if (out_.expected.empty()) out_.expected = "words";
    out_.remarks.push_back({std::move(code), line_of(value, 60)});
  }

  void read_day() {
    auto const day = day_in_cell(row_.cells.on);
    if (!day) return wrong(row_.cells.on.empty() ? "no_day" : "bad_day", row_.cells.on);
    if (*day > known_.today) return wrong("day_ahead", row_.cells.on);
    plan_.facts.on = *day;
  }

  // What the word means, where somebody said so.
  std::string meaning(WordField field, std::string const& text, char const* code) {
    auto const found = known_.meanings.find({field, base::fold(text)});
    auto out = found == known_.meanings.end() ? std::string() : found->second;
    if (out.empty()) unknown(code, text);
    if (out == word_skipped) wrong("skipped_word", text);
    return out;
  }

  void read_words() {
    plan_.facts.way = parse_way(meaning(WordField::way, row_.cells.way, "unknown_way")).value_or(Way::visit);
    plan_.facts.theme = parse_theme(meaning(WordField::theme, row_.cells.theme, "unknown_theme")).value_or(Theme::other);
    plan_.agent = meaning(WordField::agent, row_.cells.agent, "unknown_agent");
    if (plan_.agent == word_nobody) plan_.agent.clear();
    plan_.facts.kept_in = known_.import.kept_in || is_sensitive(plan_.facts.theme);
  }

  void read_texts() {
    if (!row_.cells.minutes.empty()) {
      auto const minutes = minutes_in_cell(row_.cells.minutes);
      if (!minutes) wrong("bad_minutes", row_.cells.minutes);
      plan_.facts.minutes = minutes.value_or(0);
    }
    plan_.facts.met = line_of(row_.cells.met, base::line_most);
    auto notes = base::clean_or_empty("notes", row_.cells.notes, base::description_most, base::Lines::several);
    if (!notes.ok()) return wrong("bad_notes", "");
    plan_.facts.notes = std::move(notes).value();
  }

  void read_action() {
    auto const& code = row_.cells.action;
    if (base::fold(code).empty() || plan_.facts.on == Date{}) return;
    auto const found = known_.meanings.find({WordField::action, base::fold(code)});
    if (found != known_.meanings.end() && found->second == word_nothing) return;
    auto const actions = known_.codes.actions(code, plan_.facts.on);
    if (actions.empty()) return wrong("bad_action", code);
    if (actions.size() > 1) return wrong("several_actions", code);
    plan_.facts.action = actions.front();
  }

  void compare() {
    auto like = Alike::none;
    auto const found = known_.by_business.find(known_.canonical(row_.business));
    if (found != known_.by_business.end() && !row_.business.empty())
      for (auto const& it : found->second) like = std::max(like, alike(it, plan_));
    if (like == Alike::same) return say("already", "exchange_known");
    if (like == Alike::doubtful && !row_.anyway) return say("conflict", "exchange_alike");
    say("new", "exchange_added");
    out_.exchange = std::move(plan_);
  }
  void say(char const* expected, char const* deed) {
    out_.expected = expected;
    out_.deeds.emplace_back(deed);
  }

  Known const& known_;
  ImportRow const& row_;
  ExchangePlan plan_;
  RowPlan out_;
};

}  // namespace

ExchangePlanner::ExchangePlanner(std::unique_ptr<Known> known) : known_(std::move(known)) {}
ExchangePlanner::~ExchangePlanner() = default;

Result<std::unique_ptr<ExchangePlanner>> ExchangePlanner::read(sql::Session& session, access::Reader const& reader,
                                                               SheetImport const& import, ImportDay const& day,
                                                               std::vector<ImportRow> const& rows) {
  auto known = std::make_unique<Known>();
  known->import = import;
  known->today = base::parse_date(day.today).value_or(Date{});
  BASSIN_TRY(known->meanings, meanings_of(session, import.id));
  BASSIN_TRY(known->codes, convention::CountableCodes::read(session, reader));
  std::set<std::string> named;
  auto first = known->today, last = base::make_date(1, 1, 1);
  for (auto const& row : rows) {
    auto const on = day_in_cell(row.cells.on);
    if (on) first = std::min(first, *on), last = std::max(last, *on);
    if (!row.business.empty()) named.insert(row.business);
  }
  std::vector<std::string> const businesses(named.begin(), named.end());
  Reading reading(session, *known);
  BASSIN_DO(reading.all(businesses, first, last));
  BASSIN_DO(reading.beside(businesses, rows));
  // Rows that are good but for their age are a reason to keep older ones of the same business.
  known->from = base::make_date(1, 1, 1);
  for (auto const& row : rows) {
    bool const good = !row.business.empty() && ExchangeOfRow(*known, row).plan().expected != "nothing";
    if (good) known->met(row.business, *day_in_cell(row.cells.on));
  }
  known->from = base::parse_date(day.exchanges_from).value_or(known->from);
  return std::unique_ptr<ExchangePlanner>(new ExchangePlanner(std::move(known)));
}

RowPlan ExchangePlanner::plan(ImportRow const& row) const { return ExchangeOfRow(*known_, row).plan(); }

void ExchangePlanner::carried_out(RowPlan const& plan, std::string const& business) {
  if (!plan.exchange || business.empty()) return;
  known_->by_business[known_->canonical(business)].push_back({plan.exchange->facts, plan.exchange->agent, true});
}

}  // namespace bassin::support::internal
