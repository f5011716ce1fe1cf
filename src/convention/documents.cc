#include "convention/documents.h"

#include <algorithm>

#include "convention/action.h"
#include "convention/committee.h"
#include "convention/indicator_keeper.h"
#include "convention/internal/committee_records.h"
#include "convention/internal/keeping.h"
#include "convention/internal/records.h"
#include "convention/internal/report_records.h"

namespace bassin::convention {

namespace {

using access::Reader;
using base::Error;
using base::Result;
using documents::Standing;

Standing reading(Reader const& reader) { return {.reads = true, .impersonal_only = !access::allows(reader, access::Need::see_personal)}; }

Standing written_by(Reader const& reader, bool writes) {
  auto out = reading(reader);
  out.attaches = out.changes_all = writes;
  return out;
}

Result<Standing> with_convention(sql::Session& session, Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY(auto const convention, internal::seen_convention(session, rights, id));
  BASSIN_TRY(auto const parties, internal::read_parties(session, id));
  auto out = reading(reader);
  // Even of one that was abandoned: what names a person by mistake can be taken away.
  out.changes_all = rights.may_write(convention);
  bool const speaks = out.changes_all || std::any_of(parties.begin(), parties.end(), [&rights](Party const& party) {
                        return !party.left_on && rights.speaks_for(party.organisation);
                      });
  out.attaches = speaks && convention.status != Status::abandoned;
  return out;
}

Result<Standing> with_action(sql::Session& session, Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const action, find_action(session, reader, id));
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  BASSIN_TRY(auto const convention, internal::seen_convention(session, rights, action.convention));
  return written_by(reader, may_change(rights, reader, convention, action));
}

Result<Standing> with_sitting(sql::Session& session, Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const sitting, internal::read_sitting(session, id));
  BASSIN_TRY(auto const rights, rights_of(session, reader));
  auto const convention = internal::seen_convention(session, rights, sitting.convention);
  if (!convention.ok() && convention.error().code == "convention.unknown") return Error("convention.unknown_sitting", {{"id", id}});
  if (!convention.ok()) return convention.error();
  return written_by(reader, may_note(rights, *convention));
}

Result<Standing> with_value(sql::Session& session, Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const row, session.row("select indicator from indicator_value where entry = :id limit 1", {{"id", id}}));
  auto const indicator =
      row ? action_indicators().find(session, reader, row->text("indicator")) : Result<Indicator>(Error("convention.unknown_value"));
  if (!indicator.ok() && row && indicator.error().code != "convention.unknown_indicator") return indicator.error();
  if (!indicator.ok()) return Error("convention.unknown_value", {{"id", id}});
  return with_action(session, reader, indicator->owner);
}

Result<Standing> with_report(sql::Session& session, Reader const& reader, std::string const& id) {
  BASSIN_TRY(auto const seen, internal::seen_report(session, reader, id));
  return written_by(reader, may_report(seen.rights, seen.convention));
}

}  // namespace

Result<Standing> standing_with(sql::Session& session, Reader const& reader, documents::Subject const& subject) {
  switch (subject.of) {
    case documents::Of::convention: return with_convention(session, reader, subject.id);
    case documents::Of::action: return with_action(session, reader, subject.id);
    case documents::Of::sitting: return with_sitting(session, reader, subject.id);
    case documents::Of::value: return with_value(session, reader, subject.id);
    case documents::Of::report: return with_report(session, reader, subject.id);
    case documents::Of::exchange:
    case documents::Of::follow_up:
    case documents::Of::business:
    case documents::Of::damage_report: break;
  }
  return Standing{};  // another module's
}

}  // namespace bassin::convention
