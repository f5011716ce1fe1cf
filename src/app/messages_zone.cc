#include "app/messages.h"

namespace bassin::app {

namespace {

constexpr Message table[] = {
    {"geo.json_syntax",
     ExitCode::usage,
     400,
     {"Le GeoJSON de la zone est illisible : {detail}. Rien n'a été changé. Vérifiez le fichier.",
      "The zone's GeoJSON cannot be read: {detail}. Nothing was changed. Check the file."}},
    {"geo.json_kind",
     ExitCode::usage,
     400,
     {"La zone est en JSON, mais n'est pas du GeoJSON ({found}). Attendu : FeatureCollection, Feature, Polygon ou MultiPolygon.",
      "The zone is JSON, but not GeoJSON ({found}). Expected: FeatureCollection, Feature, Polygon or MultiPolygon."}},
    {"geo.json_crs",
     ExitCode::usage,
     400,
     {"Le GeoJSON de la zone nomme un autre système de coordonnées que WGS 84 : {found}. Donnez le fichier d'origine : « bassin within » "
      "le "
      "convertit.",
      "The zone's GeoJSON names another coordinate system than WGS 84: {found}. Give the original file: `bassin within` converts it."}},
    {"geo.geometry_kind",
     ExitCode::usage,
     400,
     {"L'objet {feature} de la zone n'est pas une surface ({found}). Une zone est faite de polygones.",
      "Feature {feature} of the zone is not an area ({found}). A zone is made of polygons."}},
    {"geo.coordinates",
     ExitCode::usage,
     400,
     {"L'objet {feature} de la zone a des coordonnées mal formées ({found}). Un anneau a au moins trois positions.",
      "Feature {feature} of the zone has malformed coordinates ({found}). A ring has at least three positions."}},
    {"geo.projected",
     ExitCode::usage,
     400,
     {"L'objet {feature} de la zone est en mètres ({x}, {y}), sans doute en Lambert-93. Donnez le fichier d'origine avec son système de "
      "coordonnées : « bassin within » le convertit.",
      "Feature {feature} of the zone is in metres ({x}, {y}), most likely Lambert-93. Give the original file with its coordinate system: "
      "`bassin within` converts it."}},
    {"geo.out_of_range",
     ExitCode::usage,
     400,
     {"L'objet {feature} de la zone sort du globe ({x}, {y}). Attendu : longitude, puis latitude, en degrés.",
      "Feature {feature} of the zone lies outside the globe ({x}, {y}). Expected: longitude, then latitude, in degrees."}},
    {"geo.no_area",
     ExitCode::usage,
     400,
     {"La zone ne contient aucune surface. Donnez un fichier qui a au moins un polygone.",
      "The zone holds no area. Give a file with at least one polygon."}},
    {"geo.too_intricate",
     ExitCode::usage,
     400,
     {"Les contours se croisent ou se superposent trop pour mesurer ce que la zone couvre. Rien n'a été changé. Simplifiez la zone, ou "
      "fusionnez ses surfaces.",
      "Outlines cross or lie on one another too often to measure what the zone covers. Nothing was changed. Simplify the zone, or merge "
      "its "
      "areas."}},
    {"geo.limit",
     ExitCode::usage,
     413,
     {"La zone est trop grande à lire : plus de {limit:n} ({what}). Simplifiez-la, ou coupez-la en plusieurs fichiers.",
      "The zone is too large to read: more than {limit:n} ({what}). Simplify it, or cut it into several files."}},
    {"geofile.unreadable",
     ExitCode::usage,
     400,
     {"Le fichier {path} n'a pas pu être lu comme des surfaces : {detail}. Rien n'a été changé. Formats lus : GeoJSON, GeoPackage, "
      "Shapefile (zippé ou non), KML, KMZ, GML, FlatGeobuf, MapInfo, CSV avec WKT.",
      "File {path} could not be read as areas: {detail}. Nothing was changed. Formats read: GeoJSON, GeoPackage, Shapefile (zipped or "
      "not), KML, KMZ, GML, FlatGeobuf, MapInfo, CSV with WKT."}},
    {"geofile.no_polygon",
     ExitCode::usage,
     400,
     {"Le fichier {path} ne contient aucune surface (objets : {features:n}). Une zone est faite de polygones.",
      "File {path} holds no area (features: {features:n}). A zone is made of polygons."}},
    {"geofile.no_layer",
     ExitCode::usage,
     404,
     {"Le fichier {path} n'a pas de couche « {layer} ».[[ Couches : {known}.]]",
      "File {path} has no layer \"{layer}\".[[ Layers: {known}.]]"}},
    {"geofile.no_crs",
     ExitCode::usage,
     400,
     {"Le fichier {path} ne dit pas son système de coordonnées, et ses valeurs ne sont pas des longitudes et latitudes. Ajoutez --crs, "
      "par exemple --crs EPSG:2154 pour Lambert-93.",
      "File {path} does not state its coordinate system, and its values are no longitudes and latitudes. Add --crs, for example --crs "
      "EPSG:2154 for Lambert-93."}},
    {"geofile.bad_crs",
     ExitCode::usage,
     400,
     {"Système de coordonnées inutilisable pour {path} : {crs} ({detail}). Donnez le bon avec --crs, par exemple --crs EPSG:2154.",
      "Coordinate system of no use for {path}: {crs} ({detail}). Give the right one with --crs, for example --crs EPSG:2154."}},
    {"geofile.limit",
     ExitCode::usage,
     413,
     {"Le fichier {path} est trop grand à lire ({what}[[ : plus de {limit:n}]]). Simplifiez-le, ou coupez-le en plusieurs.",
      "File {path} is too large to read ({what}[[: more than {limit:n}]]). Simplify it, or cut it into several."}},
    {"geofile.not_confined",
     ExitCode::storage,
     500,
     {"La zone {path} n'a pas été lue : ce système ne laisse pas « geofile » s'enfermer avant de la lire ({what} : {detail}). Rien n'a "
      "été "
      "changé. Dans un conteneur, autorisez seccomp et prctl.",
      "Zone {path} was not read: this system does not let `geofile` confine itself before it reads ({what}: {detail}). Nothing was "
      "changed. In a container, allow seccomp and prctl."}},
    {"geofile.usage",
     ExitCode::usage,
     400,
     {"La zone n'a pas pu être demandée au lecteur de fichiers : {detail}.", "The zone could not be asked of the file reader: {detail}."}},
    {"zone.no_reader",
     ExitCode::storage,
     500,
     {"Le programme « geofile », qui lit les fichiers de zones, est introuvable ({tried}). Installez-le à côté de « bassin », ou "
      "nommez-le "
      "dans BASSIN_GEOFILE.",
      "The program `geofile`, which reads zone files, cannot be found ({tried}). Install it beside `bassin`, or name it in "
      "BASSIN_GEOFILE."}},
    {"zone.reader_failed",
     ExitCode::storage,
     500,
     {"La lecture de la zone {path} s'est arrêtée ({reason}). Les données sont intactes. Essayez avec un fichier plus simple.",
      "Reading zone {path} stopped ({reason}). The data is intact. Try a simpler file."}},
    {"zone.output_limit",
     ExitCode::usage,
     413,
     {"La zone {path} donne plus de {limit:b} une fois lue ; la lecture a été arrêtée. Les données sont intactes. Simplifiez le fichier, "
      "ou "
      "coupez-le en plusieurs.",
      "Zone {path} gives more than {limit:b} once read; reading was stopped. The data is intact. Simplify the file, or cut it into "
      "several."}},
    {"zone.timeout",
     ExitCode::usage,
     413,
     {"La lecture de la zone {path} a dépassé {seconds} s et a été arrêtée. Les données sont intactes. Simplifiez le fichier.",
      "Reading zone {path} took more than {seconds} s and was stopped. The data is intact. Simplify the file."}},
    {"zone.no_crs",
     ExitCode::usage,
     400,
     {"Le fichier {path} ne dit pas son système de coordonnées, et ses valeurs ne sont pas des longitudes et latitudes. Rien n'a été "
      "enregistré. Choisissez le système, par exemple Lambert-93, puis recommencez.",
      "File {path} does not state its coordinate system, and its values are no longitudes and latitudes. Nothing was saved. Choose the "
      "system, for example Lambert-93, and try again."}},
    {"zone.bad_crs",
     ExitCode::usage,
     400,
     {"Système de coordonnées inutilisable pour {path} : {crs} ({detail}). Rien n'a été enregistré. Choisissez le bon, puis recommencez.",
      "Coordinate system of no use for {path}: {crs} ({detail}). Nothing was saved. Choose the right one and try again."}},
    {"zone.outside_france",
     ExitCode::usage,
     400,
     {"La zone est hors de France (autour de la longitude {longitude}, latitude {latitude}). Rien n'a été enregistré. Vérifiez le système "
      "de "
      "coordonnées du fichier, et que la longitude y vient avant la latitude.",
      "The zone lies outside France (around longitude {longitude}, latitude {latitude}). Nothing was saved. Check the file's coordinate "
      "system, and that longitude comes before latitude in it."}},
    {"contours.none",
     ExitCode::data,
     404,
     {"Aucun contour de commune n'est chargé sur cette installation ; la carte reste schématique. Chargez-les avec « bassin contours » ou "
      "« bassin fetch --import ».",
      "No contours of communes are loaded in this installation; the map stays schematic. Load them with `bassin contours` or `bassin fetch "
      "--import`."}},
    {"contours.too_many",
     ExitCode::usage,
     400,
     {"Trop de communes pour une carte de leurs contours : {found:n}, au plus {allowed:n}. Demandez un territoire plus petit.",
      "Too many communes for a map of their contours: {found:n}, at most {allowed:n}. Ask for a smaller territory."}},
    {"contours.unreadable",
     ExitCode::usage,
     400,
     {"Le fichier {path} n'a pas pu être lu comme des contours de communes ({detail}). Les contours en service restent. Attendu : GeoJSON, "
      "gzippé ou non, en longitudes et latitudes.",
      "File {path} could not be read as contours of communes ({detail}). The contours in use stay. Expected: GeoJSON, gzipped or not, in "
      "longitudes and latitudes."}},
    {"contours.too_large",
     ExitCode::usage,
     413,
     {"Le fichier {path} est trop grand : plus de {limit:n} ({what}). Les contours en service restent. Prenez une version plus générale, "
      "par "
      "exemple à 100 m.",
      "File {path} is too large: more than {limit:n} ({what}). The contours in use stay. Take a coarser version, at 100 m for example."}},
    {"contours.no_communes",
     ExitCode::usage,
     400,
     {"Aucun des {features:n} objets du fichier {path} ne porte le code Insee d'une commune. Les contours en service restent. Le code est "
      "attendu dans « code », « insee », « insee_com » ou « code_insee ».",
      "None of the {features:n} features of file {path} bears the Insee code of a commune. The contours in use stay. The code is expected "
      "in `code`, `insee`, `insee_com` or `code_insee`."}},
};

}  // namespace

std::span<Message const> zone_messages() { return table; }

}  // namespace bassin::app
