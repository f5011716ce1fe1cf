// An import taken back: what it made and nobody changed since goes.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "support/changes.h"
#include "support/exchanges.h"
#include "support/imports.h"
#include "support/internal/contact_rows.h"
#include "support/internal/import_made.h"
#include "support/internal/import_rows.h"
#include "support/internal/local_row.h"
#include "support/internal/membership_row.h"
#include "support/portfolios.h"
#include "support/tags.h"

namespace bassin::support {

using base::Result;
using internal::Made;

namespace {

// In this order within a row: a business goes once nobody is known there.
constexpr std::array<std::string_view, 10> order{"link",    "channel",       "contact", "membership", "exchange",
                                                 "tag_put", "portfolio_put", "tag",     "portfolio",  "local"};

std::size_t place_of(std::string_view kind) {
  return static_cast<std::size_t>(std::find(order.begin(), order.end(), kind) - order.begin());
}

class Undoing {
 public:
  Undoing(sql::Session& session, Act const& act, SheetImport const& import) : session_(session), act_(act), import_(import) {}

  Result<void> block() {
    BASSIN_TRY(auto rows, internal::rows_in_state(session_, import_.id, ImportRowState::done, import_block));
    if (rows.empty()) return {};
    BASSIN_TRY(auto const made, made_by(rows.front().number, rows.back().number));
    std::map<std::int64_t, bool> whole;
    for (auto const& one : made) {
      BASSIN_TRY(bool const gone, take_back(one));
      whole.try_emplace(one.number, true).first->second &= gone;
    }
    for (auto& row : rows) {
      auto const found = whole.find(row.number);
      row.state = found == whole.end() || found->second ? ImportRowState::undone : ImportRowState::stays;
      ++row.version;
      BASSIN_DO(internal::update_import_row(session_, import_.id, row));
    }
    return {};
  }

 private:
  Result<std::vector<Made>> made_by(std::int64_t first, std::int64_t last) {
    BASSIN_TRY(auto const rows, session_.rows("select kind, record, number, sum, was from sheet_import_made where import = :import and "
                                              "number >= :first and number <= :last and state = '' order by number, record",
                                              {{"import", import_.id}, {"first", first}, {"last", last}}));
    std::vector<Made> out;
    for (auto const& row : rows)
      out.push_back({row.text("kind"), row.text("record"), row.integer("number"), row.text("sum"), row.text("was")});
    std::stable_sort(out.begin(), out.end(), [](Made const& a, Made const& b) { return place_of(a.kind) < place_of(b.kind); });
    return out;
  }

  // Whether it is gone.
  Result<bool> take_back(Made const& made) {
    BASSIN_TRY(bool const gone, take(made));
    BASSIN_DO(session_.run("update sheet_import_made set state = :state where import = :import and kind = :kind and record = :record",
                           {{"state", gone ? "undone" : "stays"}, {"import", import_.id}, {"kind", made.kind}, {"record", made.record}}));
    return gone;
  }

  // What passed to the heir of its commune meanwhile is not this organisation's to take back.
  Result<bool> passed_on(Made const& made) {
    std::string_view const statement =
        made.kind == "channel"         ? "select c.organisation from contact_channel h join contact c on c.id = h.contact where h.id = :id"
        : made.kind == "exchange"      ? "select organisation from exchange where id = :id"
        : made.kind.starts_with("tag") ? "select organisation from tag where id = :id"
        : made.kind.starts_with("portfolio")            ? "select organisation from portfolio where id = :id"
        : made.kind == "membership"                     ? "select organisation from stated_membership where id = :id"
        : made.kind == "contact" || made.kind == "link" ? "select organisation from contact where id = :id"
                                                        : "select organisation from local_business where id = :id";
    BASSIN_TRY(auto const row, session_.row(statement, {{"id", made.record.substr(0, made.record.find(' '))}}));
    return row && row->text("organisation") != import_.organisation;
  }

  Result<bool> take(Made const& made) {
    BASSIN_TRY(bool const theirs, passed_on(made));
    if (theirs) return false;
    if (made.kind == "contact") return take_contact(made);
    if (made.kind == "channel") return take_channel(made);
    if (made.kind == "link") return take_link(made);
    if (made.kind == "membership") return take_membership(made);
    if (made.kind == "exchange") return take_back_exchange(session_, act_, made.record, std::stoll(made.sum));
    auto const blank = std::min(made.record.find(' '), made.record.size());
    auto const label = made.record.substr(0, blank), business = made.record.substr(std::min(blank + 1, made.record.size()));
    if (made.kind == "tag_put") return take_back_tag(session_, act_, label, business, made.sum);
    if (made.kind == "portfolio_put") return take_back_from_portfolio(session_, act_, label, business, made.sum);
    if (made.kind == "tag") return take_back_empty_tag(session_, act_, label);
    if (made.kind == "portfolio") return take_back_empty_portfolio(session_, act_, label);
    return take_local(made);
  }

  Result<bool> take_contact(Made const& made) {
    BASSIN_TRY(auto const row, session_.row("select version, merged_into from contact where id = :id", {{"id", made.record}}));
    if (!row) return true;
    if (row->optional_text("merged_into") || std::to_string(row->integer("version")) != made.sum) return false;
    BASSIN_DO(delete_contact(session_, act_, made.record, row->integer("version")));
    return true;
  }

  // The contact, with its parts, where it is still one by itself.
  Result<std::optional<Contact>> standing(std::string const& contact) {
    BASSIN_TRY(auto const row, session_.row("select id from contact where id = :id and merged_into is null", {{"id", contact}}));
    if (!row) return std::optional<Contact>();
    BASSIN_TRY(auto out, internal::read_own(session_, act_.reader.organisation, contact));
    return std::optional(std::move(out));
  }

  Result<bool> take_channel(Made const& made) {
    BASSIN_TRY(auto const row,
               session_.row("select c.merged_into from contact_channel h join contact c on c.id = h.contact where h.id = :id",
                            {{"id", made.record}}));
    if (!row) return true;
    BASSIN_TRY(auto const contact, standing(made.was));
    if (!contact) return false;
    auto const found =
        std::find_if(contact->channels.begin(), contact->channels.end(), [&](auto const& one) { return one.id == made.record; });
    if (found == contact->channels.end() || internal::sum_of(*found) != made.sum) return false;
    BASSIN_TRY([[maybe_unused]] auto const next, delete_channel(session_, act_, contact->id, contact->version, made.record));
    return true;
  }

  Result<bool> take_link(Made const& made) {
    auto const blank = made.record.find(' ');
    auto const business = made.record.substr(blank + 1);
    BASSIN_TRY(auto const contact, standing(made.record.substr(0, blank)));
    if (!contact) return true;
    auto const found = std::find_if(contact->links.begin(), contact->links.end(), [&](auto const& it) { return it.business == business; });
    if (found == contact->links.end()) return true;
    if (found->function != made.sum || contact->links.size() == 1) return false;
    BASSIN_TRY([[maybe_unused]] auto const next, unlink_contact(session_, act_, contact->id, contact->version, business));
    return true;
  }

  Result<bool> take_membership(Made const& made) {
    BASSIN_TRY(auto const row,
               session_.row(fmt::format("select {} from stated_membership where id = :id", membership_columns), {{"id", made.record}}));
    if (!row) return true;
    auto const now = internal::membership_of(*row);
    if (std::to_string(now.version) != made.sum) return false;
    if (!made.was.empty()) {
      auto former = internal::membership_in(made.was);
      former.version = now.version + 1;
      BASSIN_DO(internal::write_membership(session_, act_, former, now));
      return true;
    }
    BASSIN_DO(session_.run("delete from stated_membership where id = :id", {{"id", now.id}}));
    BASSIN_DO(access::record(session_, act_, "membership.withdrawn", "membership", now.id, access::text_of(internal::json_of(now)), ""));
    return true;
  }

  Result<bool> take_local(Made const& made) {
    BASSIN_TRY(auto const row, session_.row("select version, matched_siret from local_business where id = :id", {{"id", made.record}}));
    if (!row) return true;
    if (row->optional_text("matched_siret") || std::to_string(row->integer("version")) != made.sum) return false;
    auto const key = "local:" + made.record;
    for (auto const* const held :
         {"business_tag where business", "portfolio_business where business", "correction where business", "contact_link where business",
          "exchange where business", "need where business", "reminder where business", "follow_up where business",
          "stated_membership where business", "campaign_target where business", "document where subject_kind = 'business' and subject"}) {
      BASSIN_TRY(auto const used, session_.row(fmt::format("select 1 as one from {} = :business limit 1", held), {{"business", key}}));
      if (used) return false;
    }
    BASSIN_DO(session_.run("delete from local_business where id = :id", {{"id", made.record}}));
    BASSIN_TRY([[maybe_unused]] auto const purged, access::purge_subject(session_, key));
    BASSIN_DO(access::record(session_, act_, "local_business.deleted", "local_business", made.record, "", ""));
    BASSIN_DO(note_change(session_, key));
    return true;
  }

  sql::Session& session_;
  Act const& act_;
  SheetImport const& import_;
};

}  // namespace

Result<SheetImport> undo_block(sql::Session& session, Act const& act, std::string const& id) {
  BASSIN_TRY(auto const import, internal::changeable_import(session, act, id));
  if (import.state == "undone") return find_import(session, act.reader, id);
  BASSIN_DO(Undoing(session, act, import).block());
  BASSIN_TRY(auto const left, internal::count_in_state(session, id, ImportRowState::done));
  BASSIN_DO(internal::set_state(session, act, id, left == 0 ? "undone" : "undoing"));
  if (left == 0) {
    BASSIN_TRY([[maybe_unused]] auto const forgotten, internal::forget_rows(session, "import = :id", {"id", id}));
    BASSIN_DO(session.run("delete from sheet_import_word where import = :id", {{"id", id}}));
  }
  BASSIN_TRY(auto after, find_import(session, act.reader, id));
  if (left == 0) BASSIN_DO(access::record(session, act, "import.undone", "import", id, "", access::text_of(internal::json_of(after))));
  return after;
}

}  // namespace bassin::support
