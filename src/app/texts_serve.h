// Texts of the command `serve`.
#pragma once

#include "reference/language.h"

namespace bassin::app::texts {

using reference::Label;

inline constexpr Label serve_summary{"Servir le registre par HTTP.", "Serve the register over HTTP."};
inline constexpr Label serve_details{
    "Répond aux questions du registre (openapi.yaml) jusqu'à un signal d'arrêt, et prend en service de lui-même une version fraîche.",
    "Answers questions of the register (openapi.yaml) until it is told to stop, and takes up a fresh snapshot by itself."};
inline constexpr Label serve_config{"configuration, en TOML (docs/server.md)", "configuration, in TOML (docs/server.md)"};
inline constexpr Label serve_address{"où écouter (par défaut 127.0.0.1 : cette machine seule)",
                                     "where to listen (default 127.0.0.1: this machine only)"};
inline constexpr Label serve_port{"port (par défaut 8080 ; 0 : un port libre)", "port (default 8080; 0: a free one)"};
inline constexpr Label serve_started{"Bassin répond à {address}", "Bassin answers at {address}"};
inline constexpr Label serve_set_up{
    "Première utilisation : ouvrez {address} et donnez le code {code} (bon jusqu'à l'arrêt du serveur), ou lancez « bassin init ».",
    "First run: open {address} and give the code {code} (good until the server stops), or run `bassin init`."};
inline constexpr Label serve_snapshot{"version {id} en service : {rows:n} établissements", "snapshot {id} in use: {rows:n} establishments"};
inline constexpr Label serve_without_web{"sans application web : seule l'interface (openapi.yaml) répond",
                                         "without the web application: only the interface (openapi.yaml) answers"};
inline constexpr Label serve_certificate{"nouveau certificat en service", "new certificate in use"};
inline constexpr Label serve_stopping{"arrêt : les réponses en cours sont menées à leur fin", "stopping: answers under way are finished"};

}  // namespace bassin::app::texts
