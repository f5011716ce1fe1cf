// Texts of the command `contours`.
#pragma once

#include "reference/language.h"

namespace bassin::app::texts {

using reference::Label;

inline constexpr Label contours_summary{"Charger les contours des communes, pour la carte.", "Load the contours of communes, for the map."};
inline constexpr Label contours_details{
    "Un fichier GeoJSON de communes, gzippé ou non, avec leur code Insee. Les contours en service le restent jusqu'à ce que les nouveaux "
    "soient prêts ; un serveur en marche les prend de lui-même. « bassin fetch --import » le fait pour le fichier officiel.",
    "A GeoJSON file of communes, gzipped or not, with their Insee code. The contours in use stay in use until the new ones are ready; a "
    "running server takes them up by itself. `bassin fetch --import` does it for the official file."};
inline constexpr Label contours_file{"fichier de communes : .geojson ou .geojson.gz", "file of communes: .geojson or .geojson.gz"};
inline constexpr Label contours_source{"qui a fait ces contours, comme la carte doit le dire (par défaut : le nom du fichier)",
                                       "who made these contours, as the map must say it (default: the file's name)"};
inline constexpr Label contours_vintage{"date de ces contours", "date of these contours"};
inline constexpr Label contours_force{"recharger le même fichier", "load the same file again"};
inline constexpr Label contours_loaded{
    "{n:n} communes chargées · {vertices:n} sommets · {bytes:b}[[ · {skipped:n} objets laissés de côté : leur code n'est pas celui d'une "
    "commune]] · source : {source}[[ · {vintage:d}]]",
    "{n:n} communes loaded · {vertices:n} vertices · {bytes:b}[[ · {skipped:n} features left out: their code is no commune's]] · source: "
    "{source}[[ · {vintage:d}]]"};
inline constexpr Label contours_same{"{n:n} communes : ce fichier était déjà chargé ; rien n'a été changé",
                                     "{n:n} communes: that file was loaded already; nothing was changed"};

inline constexpr Label contours_damaged{"contours des communes : endommagés ; rechargez-les avec « bassin contours »",
                                        "contours of communes: damaged; load them again with `bassin contours`"};

}  // namespace bassin::app::texts
