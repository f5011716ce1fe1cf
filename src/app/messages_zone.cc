#include "app/messages.h"

namespace bassin::app {

std::span<Message const> zone_messages() {
  static constexpr Message table[] = {
      {"geo.json_syntax", ExitCode::usage, 400,
       {"Le GeoJSON de la zone est illisible : {detail}. Rien n'a été changé. Vérifiez le fichier.",
        "The zone's GeoJSON cannot be read: {detail}. Nothing was changed. Check the file."}},
      {"geo.json_kind", ExitCode::usage, 400,
       {"La zone est en JSON, mais n'est pas du GeoJSON ({found}). Attendu : FeatureCollection, Feature, Polygon ou MultiPolygon.",
        "The zone is JSON, but not GeoJSON ({found}). Expected: FeatureCollection, Feature, Polygon or MultiPolygon."}},
      {"geo.json_crs", ExitCode::usage, 400,
       {"Le GeoJSON de la zone nomme un autre système de coordonnées que WGS 84 : {found}. Donnez le fichier d'origine : « bassin within » le "
        "convertit.",
        "The zone's GeoJSON names another coordinate system than WGS 84: {found}. Give the original file: `bassin within` converts it."}},
      {"geo.geometry_kind", ExitCode::usage, 400,
       {"L'objet {feature} de la zone n'est pas une surface ({found}). Une zone est faite de polygones.",
        "Feature {feature} of the zone is not an area ({found}). A zone is made of polygons."}},
      {"geo.coordinates", ExitCode::usage, 400,
       {"L'objet {feature} de la zone a des coordonnées mal formées ({found}). Un anneau a au moins trois positions.",
        "Feature {feature} of the zone has malformed coordinates ({found}). A ring has at least three positions."}},
      {"geo.projected", ExitCode::usage, 400,
       {"L'objet {feature} de la zone est en mètres ({x}, {y}), sans doute en Lambert-93. Donnez le fichier d'origine avec son système de "
        "coordonnées : « bassin within » le convertit.",
        "Feature {feature} of the zone is in metres ({x}, {y}), most likely Lambert-93. Give the original file with its coordinate system: "
        "`bassin within` converts it."}},
      {"geo.out_of_range", ExitCode::usage, 400,
       {"L'objet {feature} de la zone sort du globe ({x}, {y}). Attendu : longitude, puis latitude, en degrés.",
        "Feature {feature} of the zone lies outside the globe ({x}, {y}). Expected: longitude, then latitude, in degrees."}},
      {"geo.no_area", ExitCode::usage, 400,
       {"La zone ne contient aucune surface. Donnez un fichier qui a au moins un polygone.",
        "The zone holds no area. Give a file with at least one polygon."}},
      {"geo.limit", ExitCode::usage, 413,
       {"La zone est trop grande à lire : plus de {limit:n} ({what}). Simplifiez-la, ou coupez-la en plusieurs fichiers.",
        "The zone is too large to read: more than {limit:n} ({what}). Simplify it, or cut it into several files."}},
  };
  return table;
}

}  // namespace bassin::app
