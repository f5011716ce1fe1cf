// Outgoing mail as a job: kept with what it tells, sent when the mail server takes it.
#pragma once

#include <string>

#include "base/instant.h"
#include "base/result.h"
#include "jobs/worker.h"
#include "outward/mail.h"

namespace bassin::jobs {

inline constexpr char const* mail_kind_name = "mail";

struct Mail {
  std::string to;    // address
  std::string name;  // of whom it goes to; may be empty
  std::string subject, text;
  std::string html;  // "": none
};

// The job's id; the mail is gone from the store once it is sent or given up. "outward.bad_mail" (field) for an address that is none.
[[nodiscard]] base::Result<std::string> queue_mail(sql::Session& session, Mail const& mail, std::string_view created_by, base::Instant now);

// Sends them: 12 attempts within some 12 hours where the failure may pass.
[[nodiscard]] Kind mail_kind(outward::SmtpSettings settings, outward::Mailbox from);

}  // namespace bassin::jobs
