#include "support/internal/import_plan.h"

#include <algorithm>

#include "base/fold.h"
#include "base/plain_text.h"
#include "support/internal/contact_rows.h"
#include "support/internal/import_cells.h"
#include "support/internal/import_exchanges.h"
#include "support/internal/import_known.h"
#include "support/internal/import_labels.h"

namespace bassin::support::internal {

using base::Result;

struct ImportPlanner::Known {
  SheetImport import;
  std::string today;
  ImportKnowledge knowledge;                   // but of exchanges
  std::unique_ptr<ExchangePlanner> exchanges;  // of an import of them
  std::unique_ptr<LabelPlanner> labels;        // likewise
};

namespace {

// The person whom the row means among those of the business, or one who is known elsewhere by the same name and number.
struct Found {
  KnownContact* contact = nullptr;
  bool contradicts = false;  // the number is another person's there
};

Found person_of(ImportKnowledge& known, std::string const& business, std::string const& name_key, bool named,
                std::vector<std::string> const& marks) {
  auto const has = [&](KnownContact const* it) {
    return std::any_of(marks.begin(), marks.end(), [&](auto const& mark) { return it->marks.contains(mark); });
  };
  auto& there = known.by_business[known.canonical(business)];
  for (auto* const it : there) {
    if (it->name_key == name_key) return {it, false};
  }
  for (auto* const it : there) {
    if (has(it)) return {it, named};
  }
  for (auto const& mark : marks) {
    for (auto* const it : known.by_mark[mark]) {
      if (it->name_key == name_key) return {it, false};
    }
  }
  return {};
}

// The purposes that nobody opposed.
std::vector<Purpose> allowed(ImportKnowledge const& known, std::string const& mark, std::vector<Purpose> const& wanted) {
  auto const found = known.oppositions.find(mark);
  if (found == known.oppositions.end()) return wanted;
  std::vector<Purpose> out;
  std::copy_if(wanted.begin(), wanted.end(), std::back_inserter(out),
               [&](Purpose one) { return !found->second.all && !found->second.purposes.contains(one); });
  return out;
}

class RowPlanner {
 public:
  RowPlanner(SheetImport const& import, std::string const& today, ImportKnowledge& known, ImportRow const& row)
      : import_(import), today_(today), known_(known), row_(row), business_(known.canonical(row.business)) {}

  RowPlan plan() {
    if (row_.added && row_.business.empty()) out_.deeds.emplace_back("business_added");
    if (import_.kind == ImportKind::members) plan_membership();
    plan_contact();
    judge();
    return std::move(out_);
  }

 private:
  void remark(std::string code, std::string value = "") { out_.remarks.push_back({std::move(code), std::move(value)}); }

  std::string day_or(std::string const& cell, std::string const& fallback, std::string const& latest) {
    if (cell.empty()) return fallback;
    auto const day = day_of_cell(cell);
    if (day && *day <= latest) return *day;
    remark("bad_day", line_of(cell, 40));
    return fallback;
  }

  void plan_membership() {
    Membership next;
    next.organisation = import_.organisation;
    next.chamber = import_.chamber;
    next.business = row_.business;
    next.commune = row_.commune;
    next.since = day_or(row_.cells.since, "", today_);
    next.number = line_of(row_.cells.member_number, base::name_most);
    next.as_of = import_.as_of;
    next.file = import_.file;
    auto const found = known_.memberships.find(business_);
    if (found != known_.memberships.end()) {
      auto const& was = found->second;
      // What this roll does not say, the one before said.
      if (next.since.empty()) next.since = was.since;
      if (next.number.empty()) next.number = was.number;
      bool const older = next.as_of < was.as_of;
      bool const same = next.since == was.since && next.number == was.number && next.as_of == was.as_of;
      if (older || same) return out_.deeds.emplace_back("membership_known"), void();
      next.id = was.id;
      next.version = was.version;
      out_.was = was;
      bool const says_else = next.since != was.since || next.number != was.number;
      out_.deeds.emplace_back(says_else ? "membership_changed" : "membership_confirmed");
    } else {
      out_.deeds.emplace_back("membership_added");
    }
    out_.membership = std::move(next);
  }

  void plan_contact() {
    auto const& cells = row_.cells;
    if (cells.contact.empty() && cells.phone.empty() && cells.mobile.empty() && cells.email.empty()) return;
    auto read = channels_of_cells(cells);
    for (auto& one : read.remarks) out_.remarks.push_back(std::move(one));
    ContactPlan plan;
    plan.contacted_on = day_or(cells.contacted_on, import_.as_of, today_);
    if (base::to_iso(kept_until(*base::parse_date(plan.contacted_on))) < today_) return remark("past", plan.contacted_on);
    bool const named = !base::fold(cells.contact).empty();
    plan.name = line_of(named ? cells.contact : cells.name, base::name_most);
    if (base::fold(plan.name).empty()) plan.name = "Standard";  // a number of the business itself
    plan.function = line_of(cells.function, base::name_most);
    std::vector<std::string> marks;
    for (auto const& one : read.channels) marks.push_back(mark_of(one.kind, one.normal));
    auto const found = person_of(known_, business_, keys_of_name(plan.name).key, named, marks);
    if (found.contradicts && !row_.anyway) return out_.deeds.emplace_back("number_of_another"), void();
    auto* const person = found.contradicts ? nullptr : found.contact;
    choose_channels(read.channels, marks, person, plan);
    write_contact(std::move(plan), person, named);
  }

  void choose_channels(std::vector<ContactChannel> const& read, std::vector<std::string> const& marks, KnownContact const* person,
                       ContactPlan& plan) {
    auto const until = base::to_iso(kept_until(*base::parse_date(plan.contacted_on)));
    for (std::size_t i = 0; i < read.size(); ++i) {
      if (person != nullptr && person->marks.contains(marks[i])) continue;
      auto channel = read[i];
      channel.purposes = allowed(known_, marks[i], import_.purposes);
      bool const said = person != nullptr && (channel.kind == ChannelKind::phone ? person->opposed_phone : person->opposed_email);
      bool const room = (person == nullptr ? 0 : person->marks.size()) + plan.channels.size() < contact_channels_most;
      if (said || channel.purposes.empty()) {
        remark("opposed", channel.shown);
      } else if (!room) {
        remark("full", channel.shown);
      } else {
        channel.origin = import_.origin;
        channel.collected_on = plan.contacted_on;
        channel.until = until;
        plan.channels.push_back(std::move(channel));
      }
    }
  }

  // Whoever does not want to be contacted at any number of the row is not written down anew.
  void write_contact(ContactPlan plan, KnownContact const* person, bool named) {
    auto const is_opposed = [](ImportRemark const& one) { return one.code == "opposed"; };
    bool const opposed = std::any_of(out_.remarks.begin(), out_.remarks.end(), is_opposed);
    if (person == nullptr) {
      if (plan.channels.empty() && (opposed || !named)) return;
      out_.deeds.emplace_back("contact_added");
    } else {
      plan.contact = person->id;
      plan.version = person->version;
      plan.links = !knows(*person);
      if (plan.links && person->businesses.size() >= contact_links_most) return remark("full", plan.name);
      if (plan.links) out_.deeds.emplace_back("contact_linked");
      if (!plan.channels.empty()) out_.deeds.emplace_back("channel_added");
      if (!plan.links && plan.channels.empty()) return out_.deeds.emplace_back("contact_known"), void();
    }
    out_.contact = std::move(plan);
  }

  [[nodiscard]] bool knows(KnownContact const& person) const {
    return std::any_of(person.businesses.begin(), person.businesses.end(),
                       [&](auto const& one) { return known_.canonical(one) == business_; });
  }

  void judge() {
    auto const did = [&](std::string_view what) { return std::find(out_.deeds.begin(), out_.deeds.end(), what) != out_.deeds.end(); };
    if (did("number_of_another")) {
      out_.expected = "conflict";
    } else if (did("contact_added") || did("membership_added")) {
      out_.expected = "new";
    } else if (out_.contact || out_.membership) {
      out_.expected = "more";
    } else if (did("contact_known") || did("membership_known")) {
      out_.expected = "already";
    } else {
      out_.expected = "nothing";
    }
  }

  SheetImport const& import_;
  std::string const& today_;
  ImportKnowledge& known_;
  ImportRow const& row_;
  std::string business_;
  RowPlan out_;
};

}  // namespace

ImportPlanner::ImportPlanner(std::unique_ptr<Known> known) : known_(std::move(known)) {}
ImportPlanner::~ImportPlanner() = default;

Result<std::unique_ptr<ImportPlanner>> ImportPlanner::read(sql::Session& session, access::Reader const& reader, SheetImport const& import,
                                                           ImportDay const& day, std::vector<ImportRow> const& rows) {
  auto known = std::make_unique<Known>();
  known->import = import;
  known->today = day.today;
  if (import.kind == ImportKind::exchanges) {
    BASSIN_TRY(known->exchanges, ExchangePlanner::read(session, reader, import, day, rows));
    return std::unique_ptr<ImportPlanner>(new ImportPlanner(std::move(known)));
  }
  if (import.kind == ImportKind::tags) {
    BASSIN_TRY(known->labels, LabelPlanner::read(session, reader, import, rows));
    return std::unique_ptr<ImportPlanner>(new ImportPlanner(std::move(known)));
  }
  std::set<std::string> businesses, marks;
  for (auto const& row : rows) {
    if (!row.business.empty()) businesses.insert(row.business);
    for (auto const& channel : channels_of_cells(row.cells).channels) marks.insert(mark_of(channel.kind, channel.normal));
  }
  BASSIN_TRY(known->knowledge, read_knowledge(session, import, {businesses.begin(), businesses.end()}, {marks.begin(), marks.end()}));
  return std::unique_ptr<ImportPlanner>(new ImportPlanner(std::move(known)));
}

RowPlan ImportPlanner::plan(ImportRow const& row) {
  if (known_->exchanges) return known_->exchanges->plan(row);
  if (known_->labels) return known_->labels->plan(row);
  return RowPlanner(known_->import, known_->today, known_->knowledge, row).plan();
}

std::vector<std::string> ImportPlanner::contacts() const {
  std::vector<std::string> out;
  for (auto const& contact : known_->knowledge.contacts) out.push_back(contact.id);
  return out;
}

std::string ImportPlanner::meaning(WordField field, std::string const& word) const {
  return known_->labels ? known_->labels->meaning(field, word) : "";
}

void ImportPlanner::made(WordField field, std::string const& word, std::string const& id) {
  if (known_->labels) known_->labels->made(field, word, id);
}

void ImportPlanner::carried_out(RowPlan const& plan, std::string const& business, std::string const& contact, std::int64_t version) {
  if (known_->exchanges) return known_->exchanges->carried_out(plan, business);
  if (known_->labels) return known_->labels->carried_out(plan, business);
  auto& known = known_->knowledge;
  if (plan.membership) {
    auto next = *plan.membership;
    next.business = business;
    ++next.version;
    known.memberships[known.canonical(business)] = std::move(next);
  }
  if (!plan.contact) return;
  auto& person = known.contact(contact, keys_of_name(plan.contact->name).key, version);
  person.version = version;
  known.link(person, business);
  for (auto const& channel : plan.contact->channels) known.mark(person, mark_of(channel.kind, channel.normal));
}

}  // namespace bassin::support::internal
