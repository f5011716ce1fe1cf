#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"openid.document",
     ExitCode::storage,
     502,
     {"Le fournisseur d'identité {issuer} ne décrit pas ses services comme attendu ({what}). Rien n'a été changé. Vérifiez "
      "provider.issuer ; le mot de passe reste possible.",
      "The sign-in provider {issuer} does not describe its services as expected ({what}). Nothing was changed. Check provider.issuer; the "
      "password still works."}},
    {"openid.issuer",
     ExitCode::storage,
     502,
     {"Le fournisseur d'identité se nomme « {found} » et non « {expected} » : refusé. Rien n'a été changé. Vérifiez provider.issuer.",
      "The sign-in provider calls itself \"{found}\", not \"{expected}\": refused. Nothing was changed. Check provider.issuer."}},
    {"openid.keys",
     ExitCode::storage,
     502,
     {"Les clés du fournisseur d'identité sont illisibles. Rien n'a été changé. Réessayez plus tard, ou prenez votre mot de passe.",
      "The keys of the sign-in provider cannot be read. Nothing was changed. Try again later, or use your password."}},
    {"openid.answer",
     ExitCode::storage,
     502,
     {"{host} n'a pas répondu comme attendu ({what}). Rien n'a été changé. Réessayez plus tard, ou prenez votre mot de passe.",
      "{host} did not answer as expected ({what}). Nothing was changed. Try again later, or use your password."}},
    {"openid.code",
     ExitCode::internal,
     409,
     {"La connexion par le fournisseur d'identité a expiré. Rien n'a été changé. Recommencez.",
      "The sign-in through the provider has expired. Nothing was changed. Start again."}},
    {"openid.client",
     ExitCode::usage,
     502,
     {"Le fournisseur d'identité ne reconnaît pas cette installation ({reason}). Rien n'a été changé. Vérifiez provider.client_id, le "
      "secret et provider.authentication.",
      "The sign-in provider does not know this installation ({reason}). Nothing was changed. Check provider.client_id, the secret and "
      "provider.authentication."}},
    {"openid.token",
     ExitCode::internal,
     403,
     {"La réponse signée du fournisseur d'identité est refusée ({reason}). Rien n'a été changé. Recommencez ; si cela persiste, "
      "prévenez votre administrateur.",
      "The signed answer of the sign-in provider is refused ({reason}). Nothing was changed. Start again; if it persists, tell your "
      "administrator."}},
    {"openid.unknown_key",
     ExitCode::internal,
     403,
     {"La réponse du fournisseur d'identité est signée d'une clé qu'il ne publie pas : refusée. Rien n'a été changé. Recommencez dans un "
      "instant.",
      "The answer of the sign-in provider is signed with a key that it does not publish: refused. Nothing was changed. Try again in a "
      "moment."}},
    {"service.no_provider",
     ExitCode::usage,
     404,
     {"Cette installation n'a pas de fournisseur d'identité. Rien n'a été changé. Connectez-vous par votre mot de passe.",
      "This installation has no sign-in provider. Nothing was changed. Sign in with your password."}},
    {"service.provider_cancelled",
     ExitCode::internal,
     409,
     {"La connexion par le fournisseur d'identité a été abandonnée. Rien n'a été changé.",
      "The sign-in through the provider was given up. Nothing was changed."}},
    {"service.provider_refused",
     ExitCode::internal,
     403,
     {"Le fournisseur d'identité a refusé la connexion. Rien n'a été changé. Réessayez, ou prenez votre mot de passe.",
      "The provider refused the sign-in. Nothing was changed. Try again, or use your password."}},
    {"partners.provider_attempt",
     ExitCode::internal,
     409,
     {"Cette connexion n'a pas commencé dans ce navigateur, a déjà servi ou a expiré. Rien n'a été changé. Recommencez.",
      "This sign-in did not begin in this browser, was used or has expired. Nothing was changed. Start again."}},
    {"partners.provider_unlinked",
     ExitCode::data,
     403,
     {"Cette identité n'est liée à aucun compte. Rien n'a été changé. Connectez-vous par votre mot de passe, puis liez-la dans « Mon "
      "compte ».",
      "This identity is linked to no account. Nothing was changed. Sign in with your password, then link it under \"My account\"."}},
    {"partners.provider_organisation",
     ExitCode::data,
     403,
     {"Le fournisseur d'identité vous rattache au SIREN {siren} : vous n'avez de rôle dans aucune organisation de ce numéro. Rien n'a été "
      "changé. Prévenez votre administrateur.",
      "The provider says that you belong to SIREN {siren}: you have no role in an organisation of that number. Nothing was changed. Tell "
      "your administrator."}},
    {"partners.provider_taken",
     ExitCode::data,
     409,
     {"Cette identité est déjà liée à un autre compte. Rien n'a été changé. Connectez-vous par elle, ou retirez-la de cet autre compte.",
      "This identity is linked to another account already. Nothing was changed. Sign in with it, or remove it from that other account."}},
    {"partners.provider_known_account",
     ExitCode::data,
     409,
     {"Vous avez déjà un compte. L'invitation reste valable. Connectez-vous par votre mot de passe pour l'accepter, puis liez votre "
      "identité dans « Mon compte ».",
      "You have an account already. The invitation still stands. Accept it with your password, then link your identity under \"My "
      "account\"."}},
    {"partners.provider_last",
     ExitCode::data,
     409,
     {"Sans ce lien ni mot de passe, vous ne pourriez plus entrer. Rien n'a été changé. Choisissez d'abord un mot de passe par « Mot de "
      "passe oublié ».",
      "Without this link and without a password you could not get in. Nothing was changed. First choose a password by \"Forgotten "
      "password\"."}},
    {"partners.unknown_link",
     ExitCode::data,
     404,
     {"Ce lien n'existe pas, ou est déjà retiré. Rien n'a été changé.", "There is no such link, or it was removed. Nothing was changed."}},
};

}  // namespace

std::span<Message const> openid_messages() { return table; }

}  // namespace bassin::app
