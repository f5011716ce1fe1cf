#include "service/made_file.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "jobs/job.h"

namespace bassin::service {

using base::Error;
using base::Result;

namespace {

std::string_view content_type_of(convention::Form form) {
  switch (form) {
    case convention::Form::docx: return "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    case convention::Form::odt: return "application/vnd.oasis.opendocument.text";
    case convention::Form::pdf:
    case convention::Form::page: break;
  }
  return "application/pdf";
}

}  // namespace

Result<Json> failure_json(sql::Session& session, Call const& call, std::string const& job_id, bool made) {
  if (made) return Json(nullptr);
  BASSIN_TRY(auto const job, jobs::find(session, job_id));
  auto const failed = job ? job->error() : std::optional(Error("report.not_made"));
  if (!failed || (job && job->state != jobs::State::failed)) return Json(nullptr);
  return Json(call.context.speak(*failed, call.language()).message);
}

http::Response file_response(convention::Form form, std::string const& name, std::string bytes) {
  auto response = http::make_response(200, content_type_of(form), std::move(bytes));
  response.set_header("Content-Disposition", fmt::format("attachment; filename=\"{}\"", name));
  response.set_header("Cache-Control", "no-store");
  return response;
}

}  // namespace bassin::service
