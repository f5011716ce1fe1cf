// Photos of an owner's report, under the token that its answer gave: stored once for each id that the phone made, and read back by nobody
// who has no account.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/act.h"
#include "base/instant.h"
#include "base/result.h"
#include "documents/content.h"

namespace bassin::sql {
class Session;
}

namespace bassin::crisis {

// Of one report, and of one photo as it is sent: what the server reads of anybody (http::Settings::body_bytes). The form makes photos
// smaller before it sends them.
inline constexpr std::size_t photos_most = 6;
inline constexpr std::int64_t room_photos_most = 4'000;  // of strangers in one crisis: 4 GiB of the store at most
inline constexpr std::uint64_t photo_bytes_most = std::uint64_t{1} << 20U;

// What an owner holds of a report of theirs.
struct UploadKey {
  std::string_view code, report, token;
};
struct OwnerPhoto {
  std::string id;   // a UUID made by the phone
  std::string sum;  // SHA-256 of what was sent, in hexadecimal; what is kept is made bare
  std::uint64_t size = 0;
  std::string received_at;
};

// Those that arrived, the first one first; also of one that an agent took away. Errors: "crisis.no_form"; "crisis.bad_upload": no token of
// ours for that report; "crisis.upload_over": its day is over.
[[nodiscard]] base::Result<std::vector<OwnerPhoto>> photos_of_owner(sql::Session& session, UploadKey const& key, base::Instant now);

// Whether one of that id and sum may be sent, before anybody looks at its bytes. One that arrived already is answered again; nothing: it is
// new and there is room for it. Errors: those of photos_of_owner(); "crisis.no_form" also where the form is off; "crisis.bad_value" (field,
// allowed); "crisis.photo_differs" (id): another one arrived under it; "crisis.photos_full" (most, megabytes): or it is too large.
[[nodiscard]] base::Result<std::optional<OwnerPhoto>> awaited_photo(sql::Session& session, UploadKey const& key, OwnerPhoto const& sent,
                                                                    base::Instant now);
// Errors: those of awaited_photo().
[[nodiscard]] base::Result<OwnerPhoto> receive_photo(sql::Session& session, access::Actor const& actor, UploadKey const& key,
                                                     OwnerPhoto const& sent, documents::Content content);

}  // namespace bassin::crisis
