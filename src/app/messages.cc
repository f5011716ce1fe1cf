#include "app/messages.h"

#include <algorithm>
#include <charconv>

#include "app/format.h"
#include "app/texts_data.h"
#include "app/texts_succession.h"

namespace bassin::app {
namespace {

using reference::Language;

std::string as_number(std::string_view text, Language language) {
  std::int64_t number = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::string(text);
  return format_number(number, language);
}

std::string as_bytes(std::string_view text, Language language) {
  std::uint64_t bytes = 0;
  auto const [end, problem] = std::from_chars(text.data(), text.data() + text.size(), bytes);
  return problem == std::errc{} && end == text.data() + text.size() ? format_bytes(bytes, language) : std::string(text);
}

std::string as_date(std::string_view text, Language language) {
  auto const date = base::parse_date(text);
  return date ? format_date(*date, language) : std::string(text);
}

std::string named(std::span<std::pair<std::string_view, Label> const> names, std::string_view id, Language language) {
  auto const found = std::find_if(names.begin(), names.end(), [id](auto const& row) { return row.first == id; });
  return found == names.end() ? std::string(id) : say(found->second, language);
}

// "exchange, CC du Pays" -> "échanges, CC du Pays".
std::string words_of(std::string_view ids, Language language) {
  std::string out;
  for (auto rest = ids; !rest.empty();) {
    auto const end = rest.find(", ");
    out += (out.empty() ? "" : ", ") + named(texts::succession_words, rest.substr(0, end), language);
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 2);
  }
  return out;
}

// "rows:n" -> the value of `rows` as a number.
std::string value_of(std::string_view placeholder, base::Error const& values, Language language) {
  auto const colon = placeholder.find(':');
  auto const value = values.value(placeholder.substr(0, colon));
  auto const form = colon == std::string_view::npos ? std::string_view() : placeholder.substr(colon + 1);
  if (form == "n") return as_number(value, language);
  if (form == "b") return as_bytes(value, language);
  if (form == "d") return as_date(value, language);
  if (form == "k") return named(texts::task_names, value, language);
  if (form == "r") return named(texts::reject_reasons, value, language);
  if (form == "w") return words_of(value, language);
  return std::string(value);
}

std::string fill_plain(std::string_view text, base::Error const& values, Language language, bool& empty_value) {
  std::string out;
  while (!text.empty()) {
    auto const open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) break;
    auto const close = text.find('}', open);
    auto const value = value_of(text.substr(open + 1, close - open - 1), values, language);
    empty_value = empty_value || value.empty();
    out += value;
    text.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace

std::vector<Message> all_messages() {
  std::vector<Message> all;
  for (auto const table : {app_messages(),       file_messages(),     registry_messages(),   reference_messages(), ingest_messages(),
                           query_messages(),     zone_messages(),     sheet_messages(),      import_messages(),    serve_messages(),
                           access_messages(),    partners_messages(), convention_messages(), annex_messages(),     programme_messages(),
                           amendment_messages(), support_messages(),  contact_messages(),    store_messages(),     outward_messages(),
                           jobs_messages(),      openid_messages(),   letters_messages(),    report_messages(),    follow_up_messages(),
                           campaign_messages(),  feeds_messages(),    document_messages(),   retention_messages(), succession_messages(),
                           grid_messages(),      project_messages(),  crisis_messages(),     waters_messages(),    damage_messages(),
                           exposure_messages()}) {
    all.insert(all.end(), table.begin(), table.end());
  }
  return all;
}

Message const& message_for(std::string_view code) {
  static std::vector<Message> const all = all_messages();
  auto const found = std::find_if(all.begin(), all.end(), [code](Message const& message) { return message.code == code; });
  return found != all.end() ? *found : message_for("app.unexpected");
}

std::string message_text(base::Error const& error, Language language) {
  auto const& message = message_for(error.code);
  if (message.code == error.code) return fill(message.text, error, language);
  return fill(message.text, base::Error("app.unexpected", {{"detail", error.debug()}}), language);
}

std::string fill(std::string_view text, base::Error const& values, Language language) {
  std::string out;
  while (!text.empty()) {
    bool empty_value = false;
    auto const open = text.find("[[");
    out += fill_plain(text.substr(0, open), values, language, empty_value);
    if (open == std::string_view::npos) break;
    auto const close = text.find("]]", open);
    empty_value = false;
    auto const part = fill_plain(text.substr(open + 2, close - open - 2), values, language, empty_value);
    if (!empty_value) out += part;
    text.remove_prefix(close + 2);
  }
  return out;
}

std::string fill(reference::Label label, base::Error const& values, Language language) {
  return fill(std::string_view(say(label, language)), values, language);
}

std::vector<std::string> placeholders(std::string_view text) {
  std::vector<std::string> names;
  for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
    auto const close = text.find('}', open);
    names.emplace_back(text.substr(open + 1, text.find_first_of(":}", open) - open - 1));
    open = close;
  }
  return names;
}

}  // namespace bassin::app
