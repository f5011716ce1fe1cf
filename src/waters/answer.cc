#include "waters/answer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "base/date.h"
#include "base/id_table.h"
#include "json/bounds.h"

namespace bassin::waters {

namespace {

using base::Error;
using base::Instant;
using base::Result;
using Json = nlohmann::json;

constexpr std::array<std::string_view, format_count> format_ids{"hubeau", "vigicrues", "vigicrues_sections"};
constexpr std::size_t code_most = 20;
constexpr std::size_t depth_most = 12;
constexpr std::int64_t doubtful = 12;          // code_qualification_obs of the national dictionary (Sandre)
constexpr double ms_most = 253'402'300'799e3;  // the last millisecond of the year 9999

// Nothing of the three forms is nested deeper.
Json parse(std::string_view bytes) {
  if (!json::within(bytes, {depth_most, answer_bytes_most, answer_bytes_most})) return Json(Json::value_t::discarded);
  return Json::parse(bytes.begin(), bytes.end(), nullptr, false);
}

Json const* member(Json const& json, char const* name) {
  if (!json.is_object()) return nullptr;
  auto const found = json.find(name);
  return found == json.end() || found->is_null() ? nullptr : &*found;
}

std::string text(Json const& json, char const* name) {
  auto const* const found = member(json, name);
  return found != nullptr && found->is_string() ? found->get<std::string>() : std::string();
}

std::string code(Json const& json, std::initializer_list<char const*> names) {
  for (auto const* const name : names) {
    auto const found = text(json, name);
    bool const clean = !found.empty() && found.size() <= code_most &&
                       std::all_of(found.begin(), found.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
    if (clean) return found;
  }
  return "";
}

std::optional<std::int64_t> millimetres(Json const* value, double scale) {
  if (value == nullptr || !value->is_number()) return std::nullopt;
  auto const mm = std::round(value->get<double>() * scale);
  if (!std::isfinite(mm) || std::abs(mm) > static_cast<double>(mm_most)) return std::nullopt;
  return static_cast<std::int64_t>(mm);
}

// Milliseconds since 1970, or text.
std::optional<Instant> moment(Json const* value) {
  if (value == nullptr) return std::nullopt;
  if (value->is_string()) return parse_moment(value->get_ref<std::string const&>());
  if (!value->is_number()) return std::nullopt;
  auto const ms = value->get<double>();
  return std::isfinite(ms) && ms >= 0 && ms <= ms_most ? std::optional(Instant{static_cast<std::int64_t>(ms)}) : std::nullopt;
}

class Reading {
 public:
  void add(std::string const& of, std::optional<Instant> at, std::optional<std::int64_t> value) {
    if (of.empty() || !at || !value) {
      ++answer_.left_out;
      return;
    }
    ++count_;
    answer_.stations[of].push_back({*at, *value});
  }
  void know(std::string const& of) {
    if (!of.empty()) (void)answer_.stations[of];
  }
  [[nodiscard]] Result<Answer> done() {
    if (count_ > answer_levels_most) return Error("waters.too_many", {{"most", std::to_string(answer_levels_most)}});
    for (auto& [of, levels] : answer_.stations) in_order(levels);
    return std::move(answer_);
  }

 private:
  // Of two for one moment the later one of the answer.
  static void in_order(std::vector<Level>& levels) {
    std::reverse(levels.begin(), levels.end());
    std::stable_sort(levels.begin(), levels.end(), [](Level const& one, Level const& other) { return one.at < other.at; });
    levels.erase(std::unique(levels.begin(), levels.end(), [](Level const& one, Level const& other) { return one.at == other.at; }),
                 levels.end());
  }

  Answer answer_;
  std::size_t count_ = 0;
};

Error other_form(Format format) { return Error("waters.other_form", {{"format", std::string(id_of(format))}}); }

// {"data": [{"code_station", "grandeur_hydro": "H", "date_obs", "resultat_obs", "code_qualification_obs"}, …]}
Result<Answer> read_hubeau(Json const& json) {
  auto const* const data = member(json, "data");
  if (data == nullptr || !data->is_array()) return other_form(Format::hubeau);
  Reading out;
  for (auto const& row : *data) {
    if (!row.is_object()) return other_form(Format::hubeau);
    if (text(row, "grandeur_hydro") != "H") continue;
    auto const of = code(row, {"code_station"});
    auto const* const quality = member(row, "code_qualification_obs");
    bool const doubted = quality != nullptr && quality->is_number_integer() && quality->get<std::int64_t>() == doubtful;
    out.know(of);
    out.add(of, moment(member(row, "date_obs")), doubted ? std::nullopt : millimetres(member(row, "resultat_obs"), 1));
  }
  return out.done();
}

// {"Serie": {"CdStationHydro", "GrdSerie": "H", "ObssHydro": [[milliseconds, metres], …]}}, or observations as objects.
Result<Answer> read_vigicrues(Json const& json) {
  auto const* const series = member(json, "Serie");
  auto const* const all = series == nullptr ? nullptr : member(*series, "ObssHydro");
  auto const of = series == nullptr ? std::string() : code(*series, {"CdStationHydro"});
  auto const quantity = series == nullptr ? std::string() : text(*series, "GrdSerie");
  if (of.empty() || quantity.empty() || all == nullptr || !all->is_array()) return other_form(Format::vigicrues);
  Reading out;
  if (quantity != "H") return out.done();
  out.know(of);
  for (auto const& it : *all) {
    bool const pair = it.is_array() && it.size() == 2;
    if (!pair && !it.is_object()) return other_form(Format::vigicrues);
    out.add(of, moment(pair ? &it[0] : member(it, "DtObsHydro")), millimetres(pair ? &it[1] : member(it, "ResObsHydro"), 1000));
  }
  return out.done();
}

std::optional<std::int64_t> colour(Json const& properties) {
  for (auto const* const name : {"NivInfViCr", "NivSituVigiCruEnt"}) {
    auto const* const found = member(properties, name);
    if (found == nullptr) continue;
    if (found->is_number_integer() && *found >= 1 && *found <= 4) return found->get<std::int64_t>();
    if (found->is_string()) {
      auto const& word = found->get_ref<std::string const&>();
      if (word.size() == 1 && word[0] >= '1' && word[0] <= '4') return word[0] - '0';
    }
  }
  return std::nullopt;
}

// A FeatureCollection of sections, of one moment: {"DtHrInfoVigiCru", "features": [{"properties": {"CdEntCru", "NivInfViCr"}}, …]}
Result<Answer> read_sections(Json const& json) {
  auto const at = moment(member(json, "DtHrInfoVigiCru"));
  auto const* const features = member(json, "features");
  if (!at || features == nullptr || !features->is_array()) return other_form(Format::vigicrues_sections);
  Reading out;
  for (auto const& feature : *features) {
    auto const* const properties = member(feature, "properties");
    if (properties == nullptr || !properties->is_object()) return other_form(Format::vigicrues_sections);
    auto const of = code(*properties, {"CdEntCru", "CdEntVigiCru"});
    out.know(of);
    out.add(of, at, colour(*properties));
  }
  return out.done();
}

// "+02:00" in milliseconds.
std::optional<std::int64_t> offset(std::string_view text) {
  if (text.empty() || text == "Z") return 0;
  auto const digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':' || !digit(1) || !digit(2) || !digit(4) || !digit(5))
    return std::nullopt;
  auto const minutes = ((text[1] - '0') * 10 + text[2] - '0') * 60 + (text[4] - '0') * 10 + text[5] - '0';
  return std::int64_t{text[0] == '+' ? minutes : -minutes} * 60'000;
}

}  // namespace

std::string_view id_of(Format format) { return format_ids.at(static_cast<std::size_t>(format)); }
std::optional<Format> parse_format(std::string_view id) { return base::parse_id<Format>(format_ids, id); }

std::string_view id_of(Unit unit) { return unit == Unit::mm ? "mm" : "colour"; }
Unit unit_of(Format format) { return format == Format::vigicrues_sections ? Unit::colour : Unit::mm; }

std::optional<Instant> parse_moment(std::string_view text) {
  constexpr std::size_t seconds_end = 19;
  if (text.size() < seconds_end) return std::nullopt;
  auto const seconds = base::parse_timestamp(text.substr(0, seconds_end));
  auto rest = text.substr(seconds_end);
  if (rest.starts_with('.')) rest = rest.substr(std::min(rest.size(), rest.find_first_not_of("0123456789", 1)));
  auto const shift = offset(rest);
  if (!seconds || !shift) return std::nullopt;
  auto const ms = *seconds * 1000 - *shift;
  return ms >= 0 && static_cast<double>(ms) <= ms_most ? std::optional(Instant{ms}) : std::nullopt;
}

Result<Answer> read_answer(Format format, std::string_view bytes) {
  if (bytes.size() > answer_bytes_most) return Error("waters.too_large", {{"most", std::to_string(answer_bytes_most)}});
  auto const json = parse(bytes);
  if (json.is_discarded()) return Error("waters.not_json");
  switch (format) {
    case Format::hubeau: return read_hubeau(json);
    case Format::vigicrues: return read_vigicrues(json);
    case Format::vigicrues_sections: break;
  }
  return read_sections(json);
}

}  // namespace bassin::waters
