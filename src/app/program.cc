#include "app/program.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <exception>
#include <new>

#include "app/command.h"
#include "app/help.h"
#include "app/messages.h"
#include "app/suggest.h"
#include "column/image.h"

namespace bassin::app {
namespace {

using base::Error;
using base::Result;
using Words = std::span<std::string const>;

bool has_word(Words words, std::string_view word) {
  auto const end = std::find(words.begin(), words.end(), "--");
  return std::find(words.begin(), end, word) != end;
}

bool asks_for_help(Words words) { return has_word(words, "--help") || has_word(words, "-h"); }

// --lang decides in which language even a wrong command line is answered.
std::optional<std::string> language_word(Words words) {
  for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    if (words[i].starts_with("--lang=")) return words[i].substr(7);
    if (words[i] == "--lang" && i + 1 < words.size()) return words[i + 1];
  }
  return std::nullopt;
}

Error unknown_command(std::string const& name) {
  std::vector<std::string_view> names;
  for (auto const* const command : all_commands()) names.push_back(command->name);
  return Error("app.unknown_command", {{"command", name}, {"suggestion", nearest_word(name, names)}});
}

Result<ExitCode> run_command(Command const& command, Words words, Session& session) {
  if (asks_for_help(words)) {
    *session.environment.out << command_help(command, session.language);
    return ExitCode::ok;
  }
  auto const options = options_of(command);
  BASSIN_TRY(auto const arguments, parse_arguments(options, command.positional, words));
  return command.run(arguments, session);
}

Result<ExitCode> dispatch(Words words, Session& session) {
  if (words.empty()) return Error("app.no_command");
  if (words[0] == "help" || asks_for_help(words.first(1))) {
    auto const* const about = words.size() > 1 ? find_command(words[1]) : nullptr;
    *session.environment.out << (about != nullptr ? command_help(*about, session.language) : general_help(session.language));
    return ExitCode::ok;
  }
  auto const* const command = find_command(words[0] == "--version" ? "version" : words[0]);
  if (command == nullptr) return unknown_command(words[0]);
  return run_command(*command, words.subspan(1), session);
}

// Whatever escapes a command is turned into an error here, so that a program that calls us always gets an exit code.
Result<ExitCode> guarded(Words words, Session& session) {
  try {
    return dispatch(words, session);
  } catch (column::Damaged const& damaged) {
    return damaged.error();
  } catch (std::bad_alloc const&) {
    return Error("app.no_memory");
  } catch (std::exception const& problem) {
    return Error("app.unexpected", {{"detail", problem.what()}});
  }
}

// The nearest of the values that an error lists, for the errors of modules that know no help.
Error with_suggestion(Error error) {
  auto const value = error.value("value");
  auto allowed = error.value("allowed");
  if (value.empty() || allowed.empty() || !error.value("suggestion").empty()) return error;
  std::vector<std::string_view> words;
  while (!allowed.empty()) {
    auto const comma = allowed.find(", ");
    words.push_back(allowed.substr(0, comma));
    allowed.remove_prefix(comma == std::string_view::npos ? allowed.size() : comma + 2);
  }
  error.values.emplace_back("suggestion", nearest_word(value, words));
  return error;
}

void report(Error const& error, bool as_json, Session const& session) {
  auto const text = message_text(error, session.language);
  if (!as_json) {
    *session.environment.err << "bassin: " << text << "\n";
    return;
  }
  nlohmann::ordered_json values = nlohmann::ordered_json::object();
  for (auto const& [name, value] : error.values) values[name] = value;
  nlohmann::ordered_json const object{{"error", error.code}, {"message", text}, {"values", std::move(values)}};
  *session.environment.err << object.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) << "\n";
}

}  // namespace

ExitCode run_program(Words words, Environment& environment) {
  auto const wanted = language_word(words);
  auto const language = choose_language(wanted, environment);
  Session session{environment, language.value_or(reference::Language::fr)};
  Result<ExitCode> const result =
      language ? guarded(words, session) : Error("app.bad_value", {{"option", "--lang"}, {"value", *wanted}, {"allowed", "fr, en"}});
  environment.out->flush();
  if (!result.ok()) {
    report(with_suggestion(result.error()), has_word(words, "--json"), session);
    return message_for(result.error().code).exit;
  }
  if (!*environment.out) {  // a full disk behind a redirection must not look like a short answer
    report(Error("app.output_failed"), false, session);
    return ExitCode::storage;
  }
  return *result;
}

}  // namespace bassin::app
