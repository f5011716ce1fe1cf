// Files that a job makes, as their lists and downloads answer.
#pragma once

#include <string>

#include "convention/report_document.h"
#include "service/call.h"

namespace bassin::sql {
class Session;
}

namespace bassin::service {

// Why a file that is not made yet will not be, in the reader's language; null while it may come.
[[nodiscard]] base::Result<Json> failure_json(sql::Session& session, Call const& call, std::string const& job, bool made);
// To be saved under that name.
[[nodiscard]] http::Response file_response(convention::Form form, std::string const& name, std::string bytes);

}  // namespace bassin::service
