// Rows of an import carried out, a block in a transaction.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "base/fold.h"
#include "base/plain_text.h"
#include "base/uuid.h"
#include "support/file_key.h"
#include "support/imports.h"
#include "support/internal/contact_rows.h"
#include "support/internal/import_cells.h"
#include "support/internal/import_exchanges.h"
#include "support/internal/import_made.h"
#include "support/internal/import_plan.h"
#include "support/internal/import_rows.h"
#include "support/internal/membership_row.h"
#include "support/local_businesses.h"
#include "support/portfolios.h"
#include "support/tags.h"

namespace bassin::support {

using access::Json;
using base::Error;
using base::Result;

namespace {

// Those of the ids for which the statement, with "{ids}" in it, gives a row.
Result<std::set<std::string>> those_of(sql::Session& session, std::vector<std::string> const& ids, std::string_view statement,
                                       std::vector<sql::Named> const& beside) {
  std::set<std::string> out;
  for (std::size_t at = 0; at < ids.size(); at += internal::listed_most) {
    auto in = internal::listed(std::span(ids).subspan(at, std::min(internal::listed_most, ids.size() - at)));
    in.values.insert(in.values.end(), beside.begin(), beside.end());
    BASSIN_TRY(auto const rows,
               session.rows(fmt::format(fmt::runtime(statement), fmt::arg("ids", in.places)), sql::Session::Values(in.values)));
    for (auto const& row : rows) out.insert(row.text("id"));
  }
  return out;
}

// As the business is written that the register lacks.
std::string name_of(ImportRow const& row) { return internal::line_of(row.cells.name, base::line_most); }

class Carrying {
 public:
  Carrying(sql::Session& session, Act const& act, SheetImport const& import, ImportKept const& kept)
      : session_(session), act_(act), import_(import), day_{internal::today_of(act), kept.exchanges_from} {}

  Result<void> block() {
    BASSIN_TRY(auto rows, internal::rows_in_state(session_, import_.id, ImportRowState::ready, import_block));
    BASSIN_DO(read_added());
    for (auto& row : rows) row.business = business_of(row);
    BASSIN_TRY(auto const planner, internal::ImportPlanner::read(session_, act_.reader, import_, day_, rows));
    auto const known = planner->contacts();
    BASSIN_TRY(made_here_,
               those_of(session_, known,
                        "select record as id from sheet_import_made where import = :import and kind = 'contact' and record in {ids}",
                        {{"import", import_.id}}));
    BASSIN_TRY(merged_, those_of(session_, known, "select merged_into as id from contact where merged_into in {ids}", {}));
    for (auto& row : rows) BASSIN_DO(carry_out(*planner, row));
    return {};
  }

 private:
  // Those that rows before added, by what they are told apart by.
  Result<void> read_added() {
    BASSIN_TRY(auto const rows, session_.rows("select l.id, l.name, l.commune from sheet_import_made m join local_business l on l.id = "
                                              "m.record where m.import = :import and m.kind = 'local' and m.state = ''",
                                              {{"import", import_.id}}));
    for (auto const& row : rows) added_[{base::fold(row.text("name")), row.text("commune")}] = std::string(local_prefix) + row.text("id");
    return {};
  }
  std::string business_of(ImportRow const& row) const {
    if (!row.added || !row.business.empty()) return row.business;
    auto const found = added_.find({base::fold(name_of(row)), row.commune});
    return found == added_.end() ? std::string() : found->second;
  }

  Result<void> carry_out(internal::ImportPlanner& planner, ImportRow& row) {
    row.business = business_of(row);
    auto plan = planner.plan(row);
    row.expected = plan.expected;
    row.deeds = plan.deeds;
    row.remarks = plan.remarks;
    bool const worded = import_.kind == ImportKind::exchanges || import_.kind == ImportKind::tags;
    bool const whole = worded && plan.expected == "nothing";
    if (plan.expected == "conflict" || plan.expected == "words" || whole) {  // since the preview
      internal::judge(row, std::move(plan));
      return internal::update_import_row(session_, import_.id, row);
    }
    if (row.added) BASSIN_DO(row.business.empty() ? add_business(row) : use_added(row));
    std::string contact;
    std::int64_t version = 1;
    if (plan.contact) BASSIN_DO(write_contact(row, *plan.contact, contact, version));
    if (plan.exchange) BASSIN_DO(write_exchange(row, *plan.exchange));
    for (auto const& label : plan.labels) BASSIN_DO(write_label(planner, row, label));
    if (plan.membership) BASSIN_DO(write_membership(row, *plan.membership, plan.was));
    planner.carried_out(plan, row.business, contact, version);
    row.state = ImportRowState::done;
    ++row.version;
    for (auto& remark : row.remarks) remark.value.clear();
    return internal::update_import_row(session_, import_.id, row);
  }

  // A person's unless somebody says otherwise, as any business that an agent adds.
  Result<void> add_business(ImportRow& row) {
    LocalFacts facts;
    facts.name = name_of(row);
    facts.address = internal::line_of(row.cells.address, base::line_most);
    facts.commune = row.commune;
    facts.source = import_.file;
    BASSIN_TRY(auto const local, add_local(session_, act_, facts));
    row.business = local.key();
    added_[{base::fold(facts.name), facts.commune}] = row.business;
    return internal::note_made(session_, import_.id, {"local", local.id, row.number, std::to_string(local.version), ""});
  }

  // It goes with the last row about it.
  Result<void> use_added(ImportRow const& row) {
    return session_.run(internal::last_row_sql("kind = 'local' and record = :id"),
                        {{"number", row.number}, {"import", import_.id}, {"id", row.business.substr(local_prefix.size())}});
  }

  // With the first row that has the word, what it means is made; it goes with the last one about it.
  Result<void> write_label(internal::ImportPlanner& planner, ImportRow const& row, internal::LabelPlan const& plan) {
    auto label = makes(plan.meaning) ? planner.meaning(plan.field, plan.word) : plan.meaning;
    std::string const kind(id_of(plan.field));
    if (makes(label)) {
      BASSIN_TRY(label, make_label(plan));
      planner.made(plan.field, plan.word, label);
    }
    Subject const subject{row.business, row.commune};
    BASSIN_TRY(bool const put, plan.field == WordField::tag ? put_own_tag(session_, act_, label, subject)
                                                            : put_in_portfolio(session_, act_, label, subject));
    if (!put) return {};
    BASSIN_DO(session_.run(internal::last_row_sql("kind = :kind and record = :id"),
                           {{"number", row.number}, {"import", import_.id}, {"kind", kind}, {"id", label}}));
    return internal::note_made(session_, import_.id,
                               {kind + "_put", label + " " + row.business, row.number, base::to_iso(act_.actor.at), ""});
  }

  Result<std::string> make_label(internal::LabelPlan const& plan) {
    std::string id;
    bool fresh = true;
    if (plan.field == WordField::tag) {
      BASSIN_TRY(auto const made, ensure_tag(session_, act_, plan.name, plan.meaning == word_new_shared));
      id = made.tag.id;
      fresh = made.made;
    } else {
      BASSIN_TRY(auto const made, create_portfolio_of(session_, act_, plan.name, std::string(agent_of_new(plan.meaning))));
      id = made.id;
    }
    if (fresh) BASSIN_DO(internal::note_made(session_, import_.id, {std::string(id_of(plan.field)), id, 0, "1", ""}));
    BASSIN_DO(
        session_.run("update sheet_import_word set meaning = :id, version = version + 1 where import = :import and field = :field and "
                     "word = :word",
                     {{"id", id}, {"import", import_.id}, {"field", id_of(plan.field)}, {"word", plan.word}}));
    return id;
  }

  Result<void> write_exchange(ImportRow const& row, internal::ExchangePlan const& plan) {
    auto const today = base::parse_date(day_.today).value_or(base::Date{});
    BASSIN_TRY(auto const made, keep_past_exchange(session_, act_, today, {row.business, row.commune}, plan.facts, plan.agent));
    return internal::note_made(session_, import_.id, {"exchange", made.id, row.number, std::to_string(made.version), ""});
  }

  Result<void> write_contact(ImportRow const& row, internal::ContactPlan& plan, std::string& id, std::int64_t& version) {
    for (auto& channel : plan.channels) {
      channel.id = base::new_uuid();
      channel.collected_by = act_.reader.agent;
    }
    if (!plan.contact.empty()) return complete(row, plan, id, version);
    Contact contact;
    contact.id = base::new_uuid();
    contact.organisation = act_.reader.organisation;
    contact.kept_in = import_.kept_in;
    contact.name = plan.name;
    contact.contacted_on = plan.contacted_on;
    contact.version = 1;
    contact.created_at = base::to_iso(act_.actor.at);
    contact.created_by = act_.reader.agent;
    contact.links.push_back({row.business, row.commune, plan.function});
    contact.channels = plan.channels;
    BASSIN_DO(internal::insert_contact(session_, contact));
    BASSIN_DO(internal::insert_link(session_, act_, contact.id, contact.links[0]));
    for (auto const& channel : contact.channels) BASSIN_DO(internal::insert_channel(session_, contact.id, channel));
    BASSIN_DO(internal::note(session_, act_, "contact.added", contact.id, Json(), internal::json_of(contact)));
    id = contact.id;
    made_here_.insert(id);
    return internal::note_made(session_, import_.id, {"contact", id, row.number, "1", ""});
  }

  // Of a contact that this import made, what is added goes with it.
  Result<void> complete(ImportRow const& row, internal::ContactPlan const& plan, std::string& id, std::int64_t& version) {
    id = plan.contact;
    bool const here = made_here_.contains(id);
    for (auto const& channel : plan.channels) {
      BASSIN_DO(internal::insert_channel(session_, id, channel));
      BASSIN_DO(internal::note(session_, act_, "contact.channel_added", id, Json(), internal::json_of(channel)));
      if (!here) BASSIN_DO(internal::note_made(session_, import_.id, {"channel", channel.id, row.number, internal::sum_of(channel), id}));
    }
    if (plan.links) {
      ContactLink const link{row.business, row.commune, plan.function};
      BASSIN_DO(internal::insert_link(session_, act_, id, link));
      BASSIN_DO(internal::note(session_, act_, "contact.linked", id, Json(), {{"business", link.business}, {"function", link.function}}));
      auto const key = id + " " + link.business;
      if (!here) BASSIN_DO(internal::note_made(session_, import_.id, {"link", key, row.number, link.function, ""}));
    }
    BASSIN_TRY(version, raised(id, plan.version));
    if (here) BASSIN_DO(internal::note_made(session_, import_.id, {"contact", id, row.number, std::to_string(version), ""}));
    return {};
  }

  Result<std::int64_t> raised(std::string const& id, std::int64_t version) {
    Contact contact;
    contact.id = id;
    contact.version = version;
    if (merged_.contains(id)) return internal::next_version(session_, contact);
    BASSIN_DO(session_.run("update contact set version = :version where id = :id", {{"version", version + 1}, {"id", id}}));
    return version + 1;
  }

  Result<void> write_membership(ImportRow const& row, Membership& next, std::optional<Membership> const& was) {
    next.business = was ? was->business : row.business;
    next.version += 1;
    if (!was) next.id = base::new_uuid();
    BASSIN_DO(internal::write_membership(session_, act_, next, was));
    auto const before = was ? access::text_of(internal::kept_of(*was)) : std::string();
    return internal::note_made(session_, import_.id, {"membership", next.id, row.number, std::to_string(next.version), before});
  }

  sql::Session& session_;
  Act const& act_;
  SheetImport const& import_;
  internal::ImportDay day_;
  std::map<std::pair<std::string, std::string>, std::string> added_;  // keys of businesses by name and commune
  std::set<std::string> made_here_;                                   // contacts
  std::set<std::string> merged_;                                      // those that keep what a merge may be undone with
};

}  // namespace

Result<SheetImport> carry_out_block(sql::Session& session, Act const& act, std::string const& id, ImportKept const& kept) {
  BASSIN_TRY(auto const import, internal::changeable_import(session, act, id));
  if (import.state == "undoing" || import.state == "undone") return Error("import.undone");
  BASSIN_DO(Carrying(session, act, import, kept).block());
  BASSIN_TRY(auto const left, internal::count_in_state(session, id, ImportRowState::ready));
  BASSIN_DO(internal::set_state(session, act, id, left == 0 ? "done" : "running"));
  BASSIN_TRY(auto after, find_import(session, act.reader, id));
  if (left == 0) BASSIN_DO(access::record(session, act, "import.carried_out", "import", id, "", access::text_of(internal::json_of(after))));
  return after;
}

}  // namespace bassin::support
