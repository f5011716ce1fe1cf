// Letters of a business hit, to its insurer or an administration: an organisation's templates filled from the case, made as files by the
// jobs that make reports, and kept in the store.
#pragma once

#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "convention/report_document.h"
#include "crisis/crisis.h"

namespace bassin::crisis {

// What a template may name between braces, as in « Le {sinistre}, l'eau… »: "entreprise", "siret", "adresse" … Braces around anything but
// small letters are text.
[[nodiscard]] std::span<std::string_view const> letter_fields();
// Names in braces that are none of these.
[[nodiscard]] std::set<std::string> unknown_fields(std::string_view text);

struct Filled {
  std::string text;
  std::set<std::string> missing;  // fields without a value: dots stand in their place, to be completed by hand
};
[[nodiscard]] Filled fill_letter(std::string_view text, std::map<std::string, std::string> const& values);

struct TemplateFacts {
  std::string title;  // the letter's subject
  std::string right;  // id of the rule whose last day is {echeance}; ""
  std::string text;
};
struct LetterTemplate {
  std::string id, organisation;
  TemplateFacts facts;
  std::string agent;  // who wrote it last
  std::int64_t version = 0;
  std::string changed_at;
};
[[nodiscard]] bool may_write_templates(access::Reader const& reader);
// Of the reader's organisation and those that it took over, by title. Errors: "crisis.not_yours" for who works with no business.
[[nodiscard]] base::Result<std::vector<LetterTemplate>> templates_of(sql::Session& session, access::Reader const& reader);
// Errors: "crisis.unknown_template" (id).
[[nodiscard]] base::Result<LetterTemplate> find_template(sql::Session& session, access::Reader const& reader, std::string const& id);
// By coordinators and administrators. Errors: "crisis.not_yours", those of base::clean(), "crisis.unknown_field" (field, allowed),
// "crisis.bad_value" (field, allowed) of a right that no rule has; "crisis.unknown_template" (id), "crisis.changed" (now).
[[nodiscard]] base::Result<LetterTemplate> add_template(sql::Session& session, Act const& act, TemplateFacts const& facts);
[[nodiscard]] base::Result<LetterTemplate> change_template(sql::Session& session, Act const& act, std::string const& id,
                                                           std::int64_t version, TemplateFacts const& facts);
[[nodiscard]] base::Result<void> remove_template(sql::Session& session, Act const& act, std::string const& id, std::int64_t version);

struct CaseLetter {
  std::string id, record, made_from, title;       // made_from: the template
  convention::Form form = convention::Form::pdf;  // never page
  std::string job;
  std::string organisation, asked_by, asked_at, made_at;  // made_at "": not made yet
};
// The latest of each template and form. Errors: "crisis.unknown_case" (id).
// Those of the reader's own organisation alone: they hold the name and address as its agent may read them.
[[nodiscard]] base::Result<std::vector<CaseLetter>> letters_of(sql::Session& session, access::Reader const& reader,
                                                               std::string const& record);
// In place of the one of that template and form before. By whoever works in the room. Errors: "crisis.unknown_case" (id), "crisis.closed",
// "crisis.not_yours", "crisis.bad_value" of the form.
[[nodiscard]] base::Result<CaseLetter> ask_letter(sql::Session& session, Act const& act, CaseLetter letter);
// By the job: false where another one was asked for meanwhile, or the case is gone.
[[nodiscard]] base::Result<bool> letter_is_awaited(sql::Session& session, std::string const& id);
[[nodiscard]] base::Result<bool> keep_letter(sql::Session& session, std::string const& id, std::string const& bytes, base::Instant at);

struct LetterFile {
  CaseLetter letter;
  std::string bytes;
};
// Errors: "crisis.unknown_letter" (id), also while it is not made.
[[nodiscard]] base::Result<LetterFile> letter_file(sql::Session& session, access::Reader const& reader, std::string const& id);

// All letters of a crisis, at its anonymisation. How many.
[[nodiscard]] base::Result<std::uint64_t> drop_letters(sql::Session& session, std::string const& crisis);

}  // namespace bassin::crisis
