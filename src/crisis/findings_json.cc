#include "crisis/internal/findings_json.h"

namespace bassin::crisis::internal {

namespace {

using access::Json;

Json json_of(Amount const& it) { return it ? Json(*it) : Json(nullptr); }
Json json_of(Answered const& it) { return {it.given, it.unknown, it.refused}; }
Json json_of(Headcount const& it) { return {{"cases", json_of(it.cases)}, {"sum", json_of(it.sum)}, {"capped", it.capped}}; }
Json json_of(Sum const& it) { return {it.cases, json_of(it.from), json_of(it.to), it.endless}; }
Json json_of(Loss const& it) {
  Json certain = Json::array();
  for (auto const& one : it.by_certainty) certain.push_back(json_of(one));
  return {
      {"cases", json_of(it.cases)}, {"sum", json_of(it.sum)}, {"certain", std::move(certain)}, {"capped", {it.capped_from, it.capped_to}}};
}
Json json_of(AidSum const& it) { return {it.cases, it.priced, json_of(it.from), json_of(it.to), it.capped_from, it.capped_to}; }
Json json_of(AidLine const& it) {
  return {{"asked", json_of(it.asked)}, {"granted", json_of(it.granted)}, {"paid", json_of(it.paid)}, {"refused", it.refused}};
}
Json json_of(Word const& it) { return {it.cases, it.heard, json_of(it.newest), json_of(it.median)}; }

template <class T>
Json json_of(std::map<std::string, T> const& all) {
  Json out = Json::object();
  for (auto const& [key, it] : all) {
    if constexpr (std::is_integral_v<T>) {
      out[key] = it;
    } else {
      out[key] = json_of(it);
    }
  }
  return out;
}

// What is missing, or something else than a report writes, is nothing.
Json part(Json const& json, char const* name) {
  if (!json.is_object()) return nullptr;
  auto const found = json.find(name);
  return found == json.end() ? Json(nullptr) : *found;
}
Json at_place(Json const& json, std::size_t place) { return json.is_array() && place < json.size() ? json[place] : Json(nullptr); }
Amount amount(Json const& json) { return json.is_number_integer() ? Amount(json.get<std::int64_t>()) : std::nullopt; }
std::int64_t number(Json const& json) { return amount(json).value_or(0); }
std::uint64_t count(Json const& json) { return static_cast<std::uint64_t>(std::max<std::int64_t>(0, number(json))); }

void read(Json const& json, std::uint64_t& out) { out = count(json); }
void read(Json const& json, Answered& out) { out = {count(at_place(json, 0)), count(at_place(json, 1)), count(at_place(json, 2))}; }
void read(Json const& json, Headcount& out) {
  read(part(json, "cases"), out.cases);
  out.sum = amount(part(json, "sum"));
  out.capped = number(part(json, "capped"));
}
void read(Json const& json, Sum& out) {
  out = {count(at_place(json, 0)), amount(at_place(json, 1)), amount(at_place(json, 2)), count(at_place(json, 3))};
}
void read(Json const& json, Loss& out) {
  read(part(json, "cases"), out.cases);
  read(part(json, "sum"), out.sum);
  auto const certain = part(json, "certain"), capped = part(json, "capped");
  for (std::size_t i = 0; i < out.by_certainty.size(); ++i) read(at_place(certain, i), out.by_certainty.at(i));
  out.capped_from = number(at_place(capped, 0));
  out.capped_to = number(at_place(capped, 1));
}
void read(Json const& json, AidSum& out) {
  out = {count(at_place(json, 0)),  count(at_place(json, 1)),  amount(at_place(json, 2)),
         amount(at_place(json, 3)), number(at_place(json, 4)), number(at_place(json, 5))};
}
void read(Json const& json, AidLine& out) {
  read(part(json, "asked"), out.asked);
  read(part(json, "granted"), out.granted);
  read(part(json, "paid"), out.paid);
  out.refused = count(part(json, "refused"));
}
void read(Json const& json, Word& out) {
  out = {count(at_place(json, 0)), count(at_place(json, 1)), amount(at_place(json, 2)), amount(at_place(json, 3))};
}
template <class T>
void read(Json const& json, std::map<std::string, T>& out) {
  if (!json.is_object()) return;
  for (auto const& [key, it] : json.items()) read(it, out[key]);
}

}  // namespace

Json json_of(Findings const& it) {
  Json words = Json::object();
  for (auto const& [state, word] : it.words) words[std::string(id_of(state))] = json_of(word);
  return {{"cases", it.cases},
          {"employees", json_of(it.employees)},
          {"stopped", json_of(it.stopped)},
          {"shortTime", json_of(it.short_time)},
          {"losses", json_of(it.losses)},
          {"aid", json_of(it.aid)},
          {"needs", json_of(it.needs)},
          {"words", std::move(words)},
          {"silent", it.silent}};
}

Findings findings_in(Json const& json) {
  Findings out;
  out.cases = count(part(json, "cases"));
  read(part(json, "employees"), out.employees);
  read(part(json, "stopped"), out.stopped);
  read(part(json, "shortTime"), out.short_time);
  read(part(json, "losses"), out.losses);
  read(part(json, "aid"), out.aid);
  read(part(json, "needs"), out.needs);
  auto const words = part(json, "words");
  if (words.is_object())
    for (auto const& [id, word] : words.items())
      if (auto const state = parse_case_state(id)) read(word, out.words[*state]);
  out.silent = count(part(json, "silent"));
  return out;
}

}  // namespace bassin::crisis::internal
