#include "registry/manifest.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/checksum.h"
#include "registry/schema.h"

namespace bassin::registry {

namespace {

using nlohmann::ordered_json;

ordered_json source_json(SourceFile const& s) {
  return {{"kind", s.kind},
          {"name", s.name},
          {"bytes", s.bytes},
          {"modified", base::timestamp_to_iso(s.modified)},
          {"columns", s.columns},
          {"rows", s.rows},
          {"kept", s.kept},
          {"rejected", s.rejected},
          {"out_of_scope", s.out_of_scope}};
}

SourceFile source_of(ordered_json const& j) {
  SourceFile s;
  s.kind = j.at("kind").get<std::string>();
  s.name = j.at("name").get<std::string>();
  s.bytes = j.at("bytes").get<std::uint64_t>();
  s.modified = base::parse_timestamp(j.at("modified").get<std::string>()).value_or(0);
  s.columns = j.at("columns").get<std::uint32_t>();
  s.rows = j.at("rows").get<std::uint64_t>();
  s.kept = j.at("kept").get<std::uint64_t>();
  s.rejected = j.at("rejected").get<std::uint64_t>();
  s.out_of_scope = j.at("out_of_scope").get<std::uint64_t>();
  return s;
}

ordered_json component_json(ComponentFile const& c) {
  return {{"kind", c.kind}, {"file", c.file}, {"version", c.version}, {"bytes", c.bytes}};
}

ComponentFile component_of(ordered_json const& j) {
  ComponentFile c;
  c.kind = j.at("kind").get<std::string>();
  c.file = j.at("file").get<std::string>();
  c.version = j.at("version").get<std::uint32_t>();
  c.bytes = j.at("bytes").get<std::uint64_t>();
  return c;
}

Manifest manifest_of(ordered_json const& j) {
  Manifest m;
  m.id = j.at("id").get<std::string>();
  m.made_by = j.at("made_by").get<std::string>();
  m.reference = j.at("reference").get<std::string>();
  m.made_at = base::parse_timestamp(j.at("made_at").get<std::string>()).value_or(0);
  m.scope = j.at("scope").get<std::string>();
  if (j.at("data_date").is_string()) m.data_date = base::parse_date(j.at("data_date").get<std::string>());
  m.establishments = j.at("establishments").get<std::uint64_t>();
  m.units = j.at("units").get<std::uint64_t>();
  m.periods = j.at("periods").get<std::uint64_t>();
  m.positions = j.at("positions").get<std::uint64_t>();
  m.has_units = j.at("has_units").get<bool>();
  m.has_history = j.at("has_history").get<bool>();
  m.has_activity_2025 = j.at("has_activity_2025").get<bool>();
  m.fictitious = j.at("fictitious").get<bool>();
  for (auto const& s : j.at("sources")) m.sources.push_back(source_of(s));
  for (auto const& c : j.at("components")) m.components.push_back(component_of(c));
  return m;
}

// The checksum as the last member, and the end: `text` is all before, without the brace that would close it.
std::string seal_of(std::string_view text) {
  return fmt::format(",\n  \"checksum\": \"{:016x}\"\n}}\n", base::checksum(std::string(text) + "\n}"));
}

std::string sealed(ordered_json const& j) {
  auto text = j.dump(2);
  text.resize(text.size() - 2);
  return text + seal_of(text);
}

// Told by the text alone: a text that is nested deep is read in place, but to write it again would exhaust the stack.
bool is_sealed(std::string_view json) {
  auto const at = json.rfind(",\n  \"checksum\": ");
  return at != std::string_view::npos && json.substr(at) == seal_of(json.substr(0, at));
}

base::Error unreadable(std::string const& path, std::string reason) {
  return base::Error("manifest.unreadable", {{"path", path}, {"reason", std::move(reason)}});
}

}  // namespace

std::string to_json(Manifest const& m) {
  ordered_json j{{"format", schema::manifest_version},
                 {"id", m.id},
                 {"made_by", m.made_by},
                 {"reference", m.reference},
                 {"made_at", base::timestamp_to_iso(m.made_at)},
                 {"scope", m.scope},
                 {"data_date", m.data_date ? ordered_json(base::to_iso(*m.data_date)) : ordered_json(nullptr)},
                 {"establishments", m.establishments},
                 {"units", m.units},
                 {"periods", m.periods},
                 {"positions", m.positions},
                 {"has_units", m.has_units},
                 {"has_history", m.has_history},
                 {"has_activity_2025", m.has_activity_2025},
                 {"fictitious", m.fictitious},
                 {"sources", ordered_json::array()},
                 {"components", ordered_json::array()}};
  for (auto const& s : m.sources) j["sources"].push_back(source_json(s));
  for (auto const& c : m.components) j["components"].push_back(component_json(c));
  return sealed(j);
}

base::Result<Manifest> parse_manifest(std::string_view json, std::string const& path) {
  auto const j = ordered_json::parse(json, nullptr, false);
  if (!j.is_object() || !j.contains("format") || !j["format"].is_number_unsigned()) {
    return unreadable(path, "not a manifest");
  }
  auto const found = j["format"].get<std::uint32_t>();
  if (found != schema::manifest_version) {
    return base::Error("manifest.version",
                       {{"path", path}, {"found", std::to_string(found)}, {"expected", std::to_string(schema::manifest_version)}});
  }
  if (!is_sealed(json)) return unreadable(path, "its checksum does not hold");
  try {
    return manifest_of(j);
  } catch (nlohmann::json::exception const& problem) {
    return unreadable(path, problem.what());
  }
}

}  // namespace bassin::registry
