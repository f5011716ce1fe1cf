// Rows of documents.
#pragma once

#include <string>
#include <string_view>

#include "documents/documents.h"
#include "sql/session.h"

namespace bassin::documents::internal {

inline constexpr std::string_view columns =
    "id, subject_kind, subject, organisation, agent, commune, kept_in, impersonal, name, type, size, sum, version, created_at, changed_at";
[[nodiscard]] Document document_of(sql::Row const& row);
// For the audit trail, and for "what it is now".
[[nodiscard]] std::string json_of(Document const& it);

// Bytes as statements take and give them: decode(:text, 'hex'), encode(column, 'hex').
[[nodiscard]] std::string hex_of(std::string_view bytes);
[[nodiscard]] std::string bytes_of(std::string_view hex);

// With its bytes.
[[nodiscard]] base::Result<void> insert(sql::Session& session, Document const& it, std::string_view bytes);
[[nodiscard]] base::Result<void> update(sql::Session& session, Document const& it);
[[nodiscard]] base::Result<void> erase(sql::Session& session, std::string const& id);

}  // namespace bassin::documents::internal
