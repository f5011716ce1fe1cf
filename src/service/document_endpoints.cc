#include "service/document_endpoints.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "convention/documents.h"
#include "crisis/documents.h"
#include "documents/documents.h"
#include "service/body.h"
#include "service/casework_call.h"
#include "service/casework_names.h"
#include "service/erasing.h"
#include "service/file_subject.h"
#include "sql/store.h"
#include "support/documents.h"

namespace bassin::service {

namespace {

using access::Level;
using access::Need;
using base::Error;
using base::Result;
using documents::Document;
using documents::Of;
using documents::Seen;
using documents::Standing;
using documents::Subject;

Result<Of> of_in(Call const& call) {
  auto const text = call.request.path_value("of");
  auto const of = documents::parse_of(text);
  if (!of)
    return Error("query.bad_value",
                 {{"name", "of"},
                  {"value", std::string(text.substr(0, 100))},
                  {"allowed", "convention, action, sitting, value, report, exchange, follow_up, business, damage_report"}});
  return *of;
}

Result<Subject> subject_in(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const of, of_in(call));
  Subject out{of, std::string(call.request.path_value("id"))};
  if (of == Of::business) {
    BASSIN_TRY(out.id, business_of(call, casework, out.id));
  }
  return out;
}

// The one place where a document's record is asked what its reader may do.
Result<Standing> standing_of(sql::Session& session, Call const& call, Subject const& subject) {
  if (subject.of == Of::damage_report) return crisis::standing_with(session, call.reader, subject.id);
  bool const of_convention = subject.of <= Of::report;
  if (!of_convention) return support::standing_with(session, call.reader, call.context.today(), subject);
  if (!access::allows(call.reader, Need::see_conventions))
    return Error("access.denied", {{"need", std::string(access::id_of(Need::see_conventions))}});
  return convention::standing_with(session, call.reader, subject);
}

// One that the reader may read, with what else they may.
struct Opened {
  Seen seen;
  Standing standing;
};
Result<Opened> open(sql::Session& session, Call const& call) {
  auto const id = std::string(call.request.path_value("id"));
  BASSIN_TRY(auto const it, documents::find(session, id));
  auto const standing = standing_of(session, call, it.subject);
  // Of a record that the reader is not shown there is no document either.
  if (!standing.ok() && !standing.error().code.starts_with("sql.")) return Error("documents.unknown", {{"id", id}});
  if (!standing.ok()) return standing.error();
  BASSIN_TRY(auto seen, documents::seen_by(session, call.reader, call.context.today(), it, *standing));
  return Opened{std::move(seen), *standing};
}

Json to_json(Seen const& seen, CaseworkNames const& names) {
  auto const& it = seen.document;
  bool const header = seen.level >= Level::header;
  bool const content = seen.level >= Level::content;
  return {{"id", it.id},
          {"level", id_of(seen.level)},
          {"on", it.created_at.substr(0, 10)},
          {"organisation", names.organisation(it.organisation)},
          {"agent", names.agent(it.agent)},
          {"type", header ? Json(id_of(it.type)) : Json(nullptr)},
          {"size", header ? Json(it.size) : Json(nullptr)},
          {"name", content ? Json(it.name) : Json(nullptr)},
          {"sha256", content ? Json(it.sum) : Json(nullptr)},
          {"impersonal", it.impersonal},
          {"keptIn", it.kept_in},
          {"changeable", seen.changeable},
          {"version", seen.changeable ? Json(it.version) : Json(nullptr)}};
}

Result<Json> list_json(sql::Session& session, access::Reader const& reader, std::vector<Seen> const& all) {
  Referred referred;
  for (auto const& it : all) referred.agents.insert(it.document.agent);
  BASSIN_TRY(auto const names, CaseworkNames::read(session, reader, referred));
  Json out = Json::array();
  for (auto const& it : all) out.push_back(to_json(it, names));
  return out;
}

Result<Json> get_list(Call const& call, Casework const& casework, std::uint64_t bytes_most) {
  BASSIN_TRY(auto const subject, subject_in(call, casework));
  return casework.store->read([&](sql::Session& session) -> Result<Json> {
    BASSIN_TRY(auto const standing, standing_of(session, call, subject));
    auto const all = subject.of == Of::business ? support::documents_of_business(session, call.reader, call.context.today(), subject.id)
                                                : documents::attached_to(session, call.reader, subject, standing);
    if (!all.ok()) return all.error();
    BASSIN_TRY(auto list, list_json(session, call.reader, *all));
    return Json{{"documents", std::move(list)}, {"mayAttach", standing.attaches}, {"bytesMost", bytes_most}};
  });
}

Result<bool> flag_in(Call const& call, std::string_view name) {
  auto const text = asked(call, name).value_or("false");
  if (text != "true" && text != "false")
    return Error("query.bad_value", {{"name", std::string(name)}, {"value", text.substr(0, 100)}, {"allowed", "true, false"}});
  return text == "true";
}

Result<documents::Facts> facts_in(Call const& call, Of of) {
  documents::Facts out;
  BASSIN_TRY(out.impersonal, flag_in(call, "impersonal"));
  BASSIN_TRY(out.kept_in, flag_in(call, "keptIn"));
  out.impersonal = out.impersonal && of <= Of::report;
  out.kept_in = out.kept_in && of == Of::business;
  return out;
}

Result<Json> post_document(Call const& call, Casework const& casework, std::uint64_t bytes_most) {
  BASSIN_TRY(auto const subject, subject_in(call, casework));
  auto const name = asked(call, "file").value_or("");
  if (name.empty()) return Error("query.bad_value", {{"name", "file"}, {"value", ""}, {"allowed", "convention-signee.pdf"}});
  BASSIN_TRY(auto const facts, facts_in(call, subject.of));
  if (call.request.body.size() > bytes_most) return Error("documents.too_large", {{"most", std::to_string(bytes_most)}});
  std::string commune;
  if (subject.of == Of::business) {
    BASSIN_TRY(auto const business, file_subject_of(call, casework, subject.id));
    commune = business.commune;
  }
  // Refused before the file is looked at; asked again in the transaction that keeps it.
  BASSIN_TRY(auto const may, casework.store->read([&](sql::Session& session) { return standing_of(session, call, subject); }));
  if (!may.attaches) return Error("documents.not_yours");
  BASSIN_TRY(auto const content, documents::read_content(name, call.request.body));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const standing, standing_of(session, call, subject));
    BASSIN_TRY(auto const made, documents::attach(session, act, subject, commune, standing, content, facts));
    return written_json(made.id, made.version);
  });
}

Result<Json> patch_document(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const body, Body::of(call.request, {"version", "impersonal", "keptIn"}));
  BASSIN_TRY(auto const version, body.integer("version"));
  BASSIN_TRY(auto const impersonal, body.optional_flag("impersonal"));
  BASSIN_TRY(auto const kept_in, body.optional_flag("keptIn"));
  return change(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const opened, open(session, call));
    auto const& it = opened.seen.document;
    documents::Facts const facts{it.subject.of <= Of::report && impersonal.value_or(it.impersonal),
                                 it.subject.of == Of::business && kept_in.value_or(it.kept_in)};
    BASSIN_TRY(auto const changed, documents::change(session, act, call.context.today(), it.id, version, opened.standing, facts));
    return written_json(changed.id, changed.version);
  });
}

Result<Json> delete_document(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const version, version_of(call));
  return erase(call, casework, [&](sql::Session& session, support::Act const& act) -> Result<Json> {
    BASSIN_TRY(auto const opened, open(session, call));
    BASSIN_DO(documents::remove(session, act, call.context.today(), opened.seen.document.id, version, opened.standing));
    return Json{{"changed", true}};
  });
}

// Every byte but letters, digits and a few signs as %XX.
std::string percent_encoded(std::string_view text) {
  std::string out;
  for (char const c : text) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_';
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

// For programs that read no other one: what is not ASCII becomes "_".
std::string plain_name(std::string_view name) {
  std::string out;
  for (char const c : name) {
    bool const plain = c >= ' ' && c < 0x7F && c != '"' && c != '\\' && c != '%';
    bool const follows = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;  // further bytes of one character
    if (!follows) out += plain ? c : '_';
  }
  return out;
}

http::BodyStream pieces_of(sql::Store& store, std::string id) {
  return [&store, id = std::move(id), place = std::int64_t{0}]() mutable -> std::optional<std::string> {
    auto piece = store.read([&](sql::Session& session) { return documents::piece(session, id, place); });
    if (!piece.ok()) return std::nullopt;
    ++place;
    if (*piece) return std::move(**piece);
    // Removed meanwhile: what was sent is not the whole.
    auto const still = store.read([&](sql::Session& session) { return documents::find(session, id); });
    return still.ok() ? std::optional<std::string>("") : std::nullopt;
  };
}

Result<http::Response> get_document(Call const& call, Casework const& casework) {
  BASSIN_TRY(auto const opened, casework.store->read([&](sql::Session& session) { return open(session, call); }));
  auto const& it = opened.seen.document;
  if (opened.standing.sensitive) {
    auto const act = act_of(call, casework);
    BASSIN_DO(casework.store->write([&](sql::Session& session) { return documents::record_reading(session, act, it, opened.standing); }));
  }
  auto response = http::make_response(200, documents::media_type_of(it.type), "");
  response.stream = pieces_of(*casework.store, it.id);
  response.set_header("Content-Disposition",
                      fmt::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain_name(it.name), percent_encoded(it.name)));
  response.set_header("Content-Security-Policy", "sandbox; default-src 'none'");
  response.set_header("X-Content-Type-Options", "nosniff");
  response.set_header("Cache-Control", "private, no-store");
  return response;
}

}  // namespace

void add_document_endpoints(Routes& routes, Casework const& casework, std::uint64_t bytes_most) {
  using http::Lane;
  using http::Method;
  constexpr std::string_view of_record = "/api/v1/documents/{of}/{id}", one = "/api/v1/documents/{id}";
  constexpr auto need = Need::signed_in;  // more by what it is attached to
  routes.add({Method::get, of_record, need, Lane::store},
             [&casework, bytes_most](Call const& call) { return get_list(call, casework, bytes_most); });
  routes.add({Method::post, of_record, need, Lane::bulk, bytes_most},
             [&casework, bytes_most](Call const& call) { return post_document(call, casework, bytes_most); });
  routes.add_raw({Method::get, one, need, Lane::store}, [&casework](Call const& call) { return get_document(call, casework); });
  routes.add({Method::patch, one, need, Lane::store}, [&casework](Call const& call) { return patch_document(call, casework); });
  routes.add({Method::remove, one, need, Lane::store}, [&casework](Call const& call) { return delete_document(call, casework); });
}

}  // namespace bassin::service
