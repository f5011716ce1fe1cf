#include "support/person_mentions.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "base/fold.h"
#include "convention/writings.h"
#include "sql/listed.h"
#include "sql/session.h"
#include "support/file_key.h"
#include "support/internal/business_keys.h"
#include "support/internal/contact_rows.h"
#include "support/internal/writings.h"

namespace bassin::support {

namespace {

using access::Writing;
using base::Result;
using Texts = std::vector<std::string>;

constexpr std::array<std::string_view, 8> titles = {"M", "MR", "MME", "MLLE", "MONSIEUR", "MADAME", "MADEMOISELLE", "DR"};
constexpr std::size_t names_most = 8, businesses_most = 100, digits_compared = 8, rows_most = 20'000;
constexpr std::array<std::string_view, 24> places = {"like_a", "like_b", "like_c", "like_d", "like_e", "like_f", "like_g", "like_h",
                                                     "like_i", "like_j", "like_k", "like_l", "like_m", "like_n", "like_o", "like_p",
                                                     "like_q", "like_r", "like_s", "like_t", "like_u", "like_v", "like_w", "like_x"};

// The words of a name, without what one calls anybody.
Texts words_of(std::string const& name) {
  auto const folded = base::fold(name);
  Texts out;
  for (auto const word : base::words(folded))
    if (std::find(titles.begin(), titles.end(), word) == titles.end()) out.emplace_back(word);
  return out;
}

// What LIKE finds the word by, whatever accents and ligatures it is written with: letters that may bear one stand for any.
std::string pattern_of(std::string const& word) {
  std::string out = "%";
  for (std::size_t i = 0; i < word.size(); ++i) {
    auto const two = std::string_view(word).substr(i, 2);
    if (two == "OE" || two == "AE" || two == "SS") {
      out += '%';
      ++i;
    } else if (std::string_view("ACEINOUYSZ").find(word[i]) != std::string_view::npos || static_cast<unsigned char>(word[i]) > 127) {
      out += static_cast<unsigned char>(word[i]) > 127 ? '%' : '_';
    } else {
      out += static_cast<char>(word[i] >= 'A' && word[i] <= 'Z' ? word[i] - 'A' + 'a' : word[i]);
    }
  }
  return out + '%';
}

// Numbers are written in pairs, with or without signs between them.
std::string pattern_of_digits(std::string const& normal) {
  std::string out = "%";
  for (char const one : normal.substr(normal.size() - std::min(normal.size(), digits_compared))) (out += one) += '%';
  return out;
}

// Digits that only signs and blanks stand between, no-break ones too, run together.
std::string digits_in(std::string_view text) {
  constexpr std::array<std::string_view, 3> blanks = {"\xC2\xA0", "\xE2\x80\xAF", "\xE2\x80\x89"};
  std::string out;
  while (!text.empty()) {
    auto const* const blank = std::find_if(blanks.begin(), blanks.end(), [&](auto const& it) { return text.starts_with(it); });
    auto const length = blank == blanks.end() ? 1 : blank->size();
    if (text[0] >= '0' && text[0] <= '9') out += text[0];
    if (length == 1 && std::string_view("0123456789 .-/\n\t").find(text[0]) == std::string_view::npos) out += ' ';
    text.remove_prefix(length);
  }
  return out;
}

// The texts of a JSON value, a line each.
void add_texts(access::Json const& json, std::string& out) {
  if (json.is_string()) out += json.get<std::string>() + '\n';
  if (json.is_structured())
    for (auto const& it : json) add_texts(it, out);
}
std::string texts_in(std::string const& text) {
  auto const json = access::Json::parse(text, nullptr, false);
  if (json.is_discarded()) return text;
  std::string out;
  add_texts(json, out);
  return out;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& one : out)
    if (one >= 'A' && one <= 'Z') one = static_cast<char>(one - 'A' + 'a');
  return out;
}

class Looking {
 public:
  Looking(access::Reader const& reader, Sought const& sought, Texts const& keys)
      : reader_(reader), sought_(sought), keys_(keys.begin(), keys.end()) {
    std::set<Texts> seen;
    for (auto const& name : sought.names) {
      auto words = words_of(name);
      if (!words.empty() && names_.size() < names_most && seen.insert(words).second) names_.push_back(std::move(words));
    }
    for (auto const& words : names_) {
      Texts all;
      if (words.size() > 1) std::transform(words.begin(), words.end(), std::back_inserter(all), pattern_of);
      add_patterns(std::move(all));
    }
    for (auto const& phone : sought.phones) add_patterns({pattern_of_digits(phone)});
    for (auto const& email : sought.emails) add_patterns({"%" + lower(email) + "%"});
  }

  Result<void> read(sql::Session& session, Writing const& from, Mentions& out) const {
    auto const [condition, values] = condition_of(from);
    if (condition.empty()) return {};
    auto const statement = fmt::format(
        "select {} as record, {} as business, {} as on_moment, {} as theme, {} as words from {} where {} and ({}){} order by 3 desc, 1 "
        "limit "
        "{}",
        from.record, from.business, from.on, from.theme, joined(from), from.from, internal::own_sql(from.organisation, "reader"), condition,
        from.open.empty() ? "" : fmt::format(" and (:whole = 1 or {})", from.open), rows_most);
    BASSIN_TRY(auto const rows, session.rows(statement, sql::Session::Values(values)));
    out.more = out.more || rows.size() == rows_most;
    for (auto const& row : rows) {
      auto const near = keys_.contains(row.text("business"));
      auto const text = from.json ? texts_in(row.text("words")) : row.text("words");
      bool const certain = names_it(text);
      if (!certain && !(near && may_name_it(text))) continue;
      out.all.push_back({std::string(from.kind), row.text("record"), row.text("business"), row.text("on_moment").substr(0, 10),
                         row.text("theme"), text, certain});
    }
    return {};
  }

 private:
  // Those of one name, all of which must be there.
  void add_patterns(Texts all) {
    if (all.empty() || patterns_count_ + all.size() > places.size()) return;
    patterns_count_ += all.size();
    patterns_.push_back(std::move(all));
  }

  // Whether a text of the writing has the pattern.
  static std::string any_like(Writing const& from, std::string_view place) {
    std::string out;
    for (auto const text : from.texts) out += fmt::format("{}lower({}) like :{}", out.empty() ? "" : " or ", text, place);
    return "(" + out + ")";
  }

  static std::string joined(Writing const& from) {
    std::string out;
    for (auto const text : from.texts) out += fmt::format("{}coalesce({}, '')", out.empty() ? "" : " || '\n' || ", text);
    return out;
  }

  struct Condition {
    std::string text;
    std::vector<sql::Named> values;
  };
  [[nodiscard]] Condition condition_of(Writing const& from) const {
    Condition out;
    std::size_t place = 0;
    for (auto const& all : patterns_) {
      std::string both;
      for (auto const& pattern : all) {
        out.values.emplace_back(places[place], pattern);
        both += (both.empty() ? "" : " and ") + any_like(from, places[place++]);
      }
      out.text += (out.text.empty() ? "(" : " or (") + both + ")";
    }
    if (from.business != "''" && !keys_.empty()) {
      auto const listed = sql::listed(Texts(keys_.begin(), keys_.end()));
      out.text += fmt::format("{}{} in {}", out.text.empty() ? "" : " or ", from.business, listed.places);
      out.values.insert(out.values.end(), listed.values.begin(), listed.values.end());
    }
    out.values.emplace_back("reader", reader_.organisation);
    if (!from.open.empty()) {
      out.values.emplace_back("agent", reader_.agent);
      out.values.emplace_back("whole", access::allows(reader_, access::Need::run_conventions) ? 1 : 0);
    }
    return out;
  }

  // All words of a name, or a number or address of the person.
  [[nodiscard]] bool names_it(std::string const& text) const {
    auto const folded = " " + base::fold(text) + " ";
    auto const has = [&](std::string const& word) { return folded.find(" " + word + " ") != std::string::npos; };
    for (auto const& words : names_)
      if (words.size() > 1 && std::all_of(words.begin(), words.end(), has)) return true;
    auto const digits = sought_.phones.empty() ? std::string() : digits_in(text);
    for (auto const& phone : sought_.phones)
      if (digits.find(phone.substr(phone.size() - std::min(phone.size(), digits_compared))) != std::string::npos) return true;
    auto const small = sought_.emails.empty() ? std::string() : lower(text);
    return std::any_of(sought_.emails.begin(), sought_.emails.end(),
                       [&](auto const& email) { return small.find(lower(email)) != std::string::npos; });
  }

  [[nodiscard]] bool may_name_it(std::string const& text) const {
    auto const folded = " " + base::fold(text) + " ";
    for (auto const& words : names_)
      for (auto const& word : words)
        if (word.size() > 2 && folded.find(" " + word + " ") != std::string::npos) return true;
    return false;
  }

  access::Reader const& reader_;
  Sought const& sought_;
  std::set<std::string> keys_;
  std::vector<Texts> names_;
  std::vector<Texts> patterns_;
  std::size_t patterns_count_ = 0;
};

// With what was matched with them.
Result<Texts> all_keys(sql::Session& session, Texts const& businesses) {
  std::set<std::string> out;
  for (auto const& business : businesses) {
    if (out.size() >= businesses_most) break;
    BASSIN_TRY(auto const keys, internal::keys_of(session, business));
    out.insert(keys.begin(), keys.end());
    if (kind_of_key(business) == KeyKind::establishment) out.insert(unit_key_of(business));
  }
  Texts all(out.begin(), out.end());
  if (all.size() > sql::listed_most) all.resize(sql::listed_most);
  return all;
}

}  // namespace

Sought sought_of(PersonFile const& file, PersonQuery const& query) {
  Sought out;
  if (!query.name.empty()) out.names.push_back(query.name);
  for (auto const& [kind, text, list] :
       {std::tuple(ChannelKind::phone, &query.phone, &out.phones), std::tuple(ChannelKind::email, &query.email, &out.emails)}) {
    auto const reach = text->empty() ? Result<Reach>(Reach{}) : reach_of(kind, *text);
    if (reach.ok() && !reach->normal.empty()) list->push_back(reach->normal);
  }
  for (auto const& contact : file.contacts) {
    if (!contact.name.empty()) out.names.push_back(contact.name);
    for (auto const& channel : contact.channels) (channel.kind == ChannelKind::phone ? out.phones : out.emails).push_back(channel.normal);
    for (auto const& link : contact.links) out.businesses.push_back(link.business);
  }
  return out;
}

Result<Mentions> mentions_of(sql::Session& session, access::Reader const& reader, Sought const& sought,
                             std::span<access::Writing const> more) {
  BASSIN_TRY(auto const keys, all_keys(session, sought.businesses));
  Looking const looking(reader, sought, keys);
  Mentions out;
  for (auto const writings : {internal::writings(), convention::writings(), more})
    for (auto const& from : writings) BASSIN_DO(looking.read(session, from, out));
  std::stable_sort(out.all.begin(), out.all.end(), [](Mention const& one, Mention const& other) { return one.on > other.on; });
  out.more = out.more || out.all.size() > mentions_most;
  if (out.all.size() > mentions_most) out.all.resize(mentions_most);
  return out;
}

}  // namespace bassin::support
