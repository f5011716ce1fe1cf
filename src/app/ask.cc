#include "app/ask.h"

#include "app/texts_accounts.h"

namespace bassin::app {

namespace {

using base::Result;

Result<std::string> ask(Label question, bool hidden, Session& session) {
  auto const text = question.in(session.language);
  *session.environment.err << text << " : " << std::flush;
  auto line = session.environment.read_line ? session.environment.read_line(hidden) : std::nullopt;
  if (!line) return base::Error("app.no_answer", {{"question", std::string(text)}});
  return std::move(*line);
}

}  // namespace

Result<std::string> given_or_asked(Arguments const& arguments, std::string_view option, Label question, Session& session) {
  if (auto given = arguments.value(option)) return std::move(*given);
  return ask(question, false, session);
}

Result<std::string> password_of(Arguments const& arguments, Session& session) {
  auto const path = arguments.value("--password-file");
  if (!path) return ask(texts::ask_password, true, session);
  BASSIN_TRY(auto text, session.environment.files->read(*path));
  text.resize(std::min(text.find_first_of("\r\n"), text.size()));
  return text;
}

}  // namespace bassin::app
