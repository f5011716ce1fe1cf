#include "documents/internal/records.h"

#include <sodium.h>

#include <nlohmann/json.hpp>

#include "access/record_json.h"
#include "base/id_table.h"

namespace bassin::documents::internal {

using base::Result;

namespace {

Type type_of(std::string_view id) {
  for (std::size_t i = 0; i < type_count; ++i) {
    if (id_of(static_cast<Type>(i)) == id) return static_cast<Type>(i);
  }
  return Type::text;
}

}  // namespace

std::string hex_of(std::string_view bytes) {
  std::string out(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
  out.pop_back();  // its zero
  return out;
}

std::string bytes_of(std::string_view hex) {
  std::string out(hex.size() / 2, '\0');
  std::size_t size = 0;
  sodium_hex2bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), hex.data(), hex.size(), nullptr, &size, nullptr);
  out.resize(size);
  return out;
}

Document document_of(sql::Row const& row) {
  Document out;
  out.id = row.text("id");
  out.subject = {parse_of(row.text("subject_kind")).value_or(Of::business), row.text("subject")};
  out.organisation = row.text("organisation");
  out.agent = row.text("agent");
  out.commune = row.text("commune");
  out.kept_in = row.flag("kept_in");
  out.impersonal = row.flag("impersonal");
  out.name = row.text("name");
  out.type = type_of(row.text("type"));
  out.size = static_cast<std::uint64_t>(row.integer("size"));
  out.sum = row.text("sum");
  out.version = row.integer("version");
  out.created_at = row.text("created_at");
  out.changed_at = row.text("changed_at");
  return out;
}

std::string json_of(Document const& it) {
  return access::text_of({{"id", it.id},
                          {"of", id_of(it.subject.of)},
                          {"record", it.subject.id},
                          {"name", it.name},
                          {"type", id_of(it.type)},
                          {"size", it.size},
                          {"sha256", it.sum},
                          {"impersonal", it.impersonal},
                          {"keptIn", it.kept_in},
                          {"version", it.version}});
}

Result<void> insert(sql::Session& session, Document const& it, std::string_view bytes) {
  BASSIN_DO(session.run(
      "insert into document (id, subject_kind, subject, organisation, agent, commune, kept_in, impersonal, name, type, size, sum, version, "
      "created_at, changed_at) values (:id, :of, :subject, :organisation, :agent, :commune, :kept_in, :impersonal, :name, :type, :size, "
      ":sum, :version, :at, :at)",
      {{"id", it.id},
       {"of", id_of(it.subject.of)},
       {"subject", it.subject.id},
       {"organisation", it.organisation},
       {"agent", it.agent},
       {"commune", it.commune},
       {"kept_in", it.kept_in ? 1 : 0},
       {"impersonal", it.impersonal ? 1 : 0},
       {"name", it.name},
       {"type", id_of(it.type)},
       {"size", it.size},
       {"sum", it.sum},
       {"version", it.version},
       {"at", it.created_at}}));
  for (std::size_t at = 0, place = 0; at < bytes.size(); at += piece_bytes, ++place) {
    BASSIN_DO(session.run("insert into document_piece (document, place, content) values (:id, :place, decode(:content, 'hex'))",
                          {{"id", it.id}, {"place", place}, {"content", hex_of(bytes.substr(at, piece_bytes))}}));
  }
  return {};
}

Result<void> update(sql::Session& session, Document const& it) {
  return session.run(
      "update document set impersonal = :impersonal, kept_in = :kept_in, version = :version, changed_at = :at where id = :id",
      {{"impersonal", it.impersonal ? 1 : 0},
       {"kept_in", it.kept_in ? 1 : 0},
       {"version", it.version},
       {"at", it.changed_at},
       {"id", it.id}});
}

Result<void> erase(sql::Session& session, std::string const& id) {
  BASSIN_DO(session.run("delete from document_piece where document = :id", {{"id", id}}));
  return session.run("delete from document where id = :id", {{"id", id}});
}

}  // namespace bassin::documents::internal
