#include "jobs/mail.h"

#include <nlohmann/json.hpp>

#include "jobs/job.h"

namespace bassin::jobs {

namespace {

using base::Error;
using base::Result;

Result<void> send(Attempt const& attempt, outward::SmtpSettings const& settings, outward::Mailbox const& from) {
  auto const payload = nlohmann::json::parse(attempt.job.payload);
  auto const domain = from.address.substr(from.address.find('@') + 1);
  outward::Mail const mail{.from = from,
                           .to = {.address = payload.at("to"), .name = payload.at("name")},
                           .subject = payload.at("subject"),
                           .text = payload.at("text"),
                           .html = payload.value("html", ""),
                           .message_id = attempt.job.id + "@" + domain,
                           .date = attempt.job.created_at.ms / 1000};
  return outward::send_mail(settings, mail, attempt.stop);
}

}  // namespace

Result<std::string> queue_mail(sql::Session& session, Mail const& mail, std::string_view created_by, base::Instant now) {
  outward::Mail const probe{.from = {.address = mail.to},
                            .to = {.address = mail.to, .name = mail.name},
                            .subject = mail.subject,
                            .text = mail.text,
                            .html = mail.html,
                            .message_id = mail.to};
  BASSIN_DO(outward::check_mail(probe));
  nlohmann::json payload{{"to", mail.to}, {"name", mail.name}, {"subject", mail.subject}, {"text", mail.text}};
  if (!mail.html.empty()) payload["html"] = mail.html;
  return enqueue(session, mail_kind_name, payload.dump(), created_by, now);
}

Kind mail_kind(outward::SmtpSettings settings, outward::Mailbox from) {
  return {.name = mail_kind_name,
          .run = [settings = std::move(settings), from = std::move(from)](Attempt const& attempt) { return send(attempt, settings, from); },
          .most_attempts = 12,
          .pause_seconds = 30,
          .may_pass = outward::is_temporary};
}

}  // namespace bassin::jobs
