#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"config.syntax",
     ExitCode::usage,
     500,
     {"{path}, ligne {line} : ce n'est pas du TOML ({reason}). Le serveur n'a pas démarré. Corrigez la ligne.",
      "{path}, line {line}: this is not TOML ({reason}). The server did not start. Mend the line."}},
    {"config.unknown_key",
     ExitCode::usage,
     500,
     {"{path} : clé inconnue « {key} ».[[ Vouliez-vous dire « {suggestion} » ?]] Le serveur n'a pas démarré. docs/server.md donne les "
      "clés.",
      "{path}: unknown key \"{key}\".[[ Did you mean `{suggestion}`?]] The server did not start. docs/server.md lists the keys."}},
    {"config.bad_value",
     ExitCode::usage,
     500,
     {"{path} : « {value} » ne convient pas à « {key} ». Attendu : {allowed}. Le serveur n'a pas démarré.",
      "{path}: \"{value}\" does not fit \"{key}\". Expected: {allowed}. The server did not start."}},
    {"web.no_application",
     ExitCode::storage,
     500,
     {"{path} (web.folder) ne contient pas l'application web : index.html y manque. Le serveur n'a pas démarré. « ./run build » la "
      "compile dans build/web.",
      "{path} (web.folder) does not hold the web application: its index.html is missing. The server did not start. `./run build` "
      "compiles it into build/web."}},
    {"http.address",
     ExitCode::storage,
     500,
     {"Impossible d'écouter sur {address}, port {port} : {reason}. Choisissez un autre port (--port), ou arrêtez le programme qui "
      "l'occupe.",
      "Cannot listen on {address}, port {port}: {reason}. Choose another port (--port), or stop the program that holds it."}},
    {"http.tls",
     ExitCode::storage,
     500,
     {"Certificat ou clé illisible, {file} : {reason}. Le serveur n'a pas démarré. Attendu : des fichiers PEM lisibles par ce compte.",
      "Certificate or key cannot be read, {file}: {reason}. The server did not start. Expected: PEM files that this account can read."}},
    {"http.tls_kept",
     ExitCode::storage,
     500,
     {"Le nouveau certificat ou sa clé ne peut pas servir, {file} : {reason}. Le serveur continue avec les précédents. Remplacez les deux "
      "fichiers ; ils seront repris d'eux-mêmes.",
      "The new certificate or its key cannot be used, {file}: {reason}. The server goes on with those before. Replace both files; they are "
      "taken up by themselves."}},
    {"http.bad_request",
     ExitCode::internal,
     400,
     {"La requête est mal formée. Rien n'a été changé.", "The request is malformed. Nothing was changed."}},
    {"http.no_path",
     ExitCode::internal,
     404,
     {"Il n'y a rien à cette adresse. Les adresses de l'interface sont dans openapi.yaml.",
      "There is nothing at this address. The addresses of the interface stand in openapi.yaml."}},
    {"http.no_method",
     ExitCode::internal,
     405,
     {"Cette adresse ne répond pas à cette méthode. L'en-tête Allow dit auxquelles.",
      "This address does not answer this method. The header Allow says which."}},
    {"http.body_too_large",
     ExitCode::internal,
     413,
     {"L'envoi est plus grand que ce que le serveur accepte. Rien n'a été changé.",
      "What was sent is larger than the server accepts. Nothing was changed."}},
    {"http.too_often",
     ExitCode::internal,
     429,
     {"Trop de requêtes en peu de temps depuis votre adresse. Réessayez après le délai de l'en-tête Retry-After.",
      "Too many requests from your address in a short time. Try again after the time that the header Retry-After says."}},
    {"http.header_too_large",
     ExitCode::internal,
     431,
     {"L'adresse ou les en-têtes de la requête sont trop longs. Rien n'a été changé.",
      "The address or the headers of the request are too long. Nothing was changed."}},
    {"http.busy",
     ExitCode::internal,
     503,
     {"Le serveur est très sollicité et n'a pas pris la requête. Réessayez dans quelques secondes.",
      "The server is very busy and did not take the request. Try again in a few seconds."}},
    {"http.fault",
     ExitCode::internal,
     500,
     {"Erreur du programme : la requête n'a pas abouti. Rien n'a été changé. Signalez-la avec l'heure qu'il était.",
      "A fault of the program: the request failed. Nothing was changed. Report it with the time of day."}},
    {"service.not_ready",
     ExitCode::data,
     503,
     {"Le registre n'est pas encore chargé. Lancez « bassin import » : le serveur le prend en service de lui-même.",
      "The register is not loaded yet. Run `bassin import`: the server takes it up by itself."}},
};

}  // namespace

std::span<Message const> serve_messages() { return table; }

}  // namespace bassin::app
