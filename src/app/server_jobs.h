// The background work of a running server: which kinds there are, and the workers that do them.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "jobs/worker.h"
#include "outward/mail.h"
#include "partners/desk.h"

namespace bassin::base {
class FileSystem;
}

namespace bassin::app {

struct Configuration;

// [mail] of the configuration. Without a host no mail is sent.
struct MailSettings {
  outward::SmtpSettings server;
  std::string password_file;  // its first line; "": none
  std::string from;           // address
};

// The import of the register: from the folder of the configuration, or of what data.gouv.fr has today.
[[nodiscard]] jobs::Kind import_kind(Configuration const& configuration, base::FileSystem& files);
// Errors: "file.*" of the file of the password.
[[nodiscard]] base::Result<jobs::Kind> outgoing_mail(Configuration const& configuration, base::FileSystem& files);

// Keeps mails for the worker; none where the configuration names no mail server.
[[nodiscard]] partners::MailQueue mail_queue(Configuration const& configuration);

// Mail (with the letters that agents are written), documents and long work each have a worker of their own: a password's reset does not
// wait for an import. River levels have one too: a slow source keeps nobody waiting.
class ServerJobs {
 public:
  // The store and the files outlive it. `temporary`: a folder for files that do not stay. `letters`: what makes mails, done only where
  // mail is sent. `said`: errors, for the log.
  [[nodiscard]] static base::Result<std::unique_ptr<ServerJobs>> start(sql::Store& store, Configuration const& configuration,
                                                                       base::FileSystem& files, std::string const& temporary,
                                                                       jobs::Kind letters, jobs::Kind waters,
                                                                       std::function<void(base::Error const&)> said);

 private:
  ServerJobs() = default;
  std::unique_ptr<jobs::Worker> mail_, documents_, long_, waters_;
};

}  // namespace bassin::app
