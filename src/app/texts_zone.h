// What is said of a zone beside the answer.
#pragma once

#include "reference/language.h"

namespace bassin::app::texts {

using reference::Label;

inline constexpr Label zone_repaired{
    "zone : {n:n} surface(s) aux anneaux mal formés (qui se croisent, par exemple) ont été réparées avant la recherche",
    "zone: {n:n} area(s) with malformed rings (crossing themselves, for example) were repaired before the search"};
inline constexpr Label zone_skipped{"zone : {n:n} objet(s) sans surface (points, lignes) laissés de côté",
                                    "zone: {n:n} feature(s) without an area (points, lines) left out"};
inline constexpr Label zone_crs_assumed{
    "zone : le fichier ne dit pas son système de coordonnées ; longitudes et latitudes (WGS 84) supposées",
    "zone: the file does not state its coordinate system; longitudes and latitudes (WGS 84) assumed"};
inline constexpr Label zone_outside_area{
    "zone : {n:n} surface(s) hors du domaine de leur système de coordonnées ; s'il est faux, donnez le bon avec --crs",
    "zone: {n:n} area(s) outside the area of use of their coordinate system; if it is wrong, give the right one with --crs"};
inline constexpr Label zone_left_out{"zone : fichiers de l'archive laissés de côté, car illisibles comme des surfaces : {files}",
                                     "zone: files of the archive left out, for they cannot be read as areas: {files}"};
inline constexpr Label circle_name{"{metres:n} m autour de {lon} ; {lat}", "{metres:n} m around {lon}; {lat}"};
inline constexpr Label box_name{"rectangle {west} ; {south} – {east} ; {north}", "box {west}; {south} – {east}; {north}"};

}  // namespace bassin::app::texts
