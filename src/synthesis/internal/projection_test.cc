#include "synthesis/internal/projection.h"

#include <gtest/gtest.h>
#include <proj.h>

#include <string>

#include "synthesis/internal/random.h"

namespace bassin::synthesis::internal {
namespace {

struct System {
  int epsg;
  char const* definition;
  double west, south, east, north;
};

// Against PROJ with the parameters that IGN publishes, over the whole territory of each system.
TEST(Projection, AgreesWithProjToAMillimetre) {
  for (System const system :
       {System{2154, "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80", -5.2, 41.3, 9.6, 51.1},
        System{5490, "+proj=utm +zone=20 +ellps=GRS80", -61.9, 14.3, -60.7, 16.6},
        System{2972, "+proj=utm +zone=22 +ellps=GRS80", -54.6, 2.1, -51.6, 5.8},
        System{2975, "+proj=utm +zone=40 +south +ellps=GRS80", 55.2, -21.4, 55.9, -20.8},
        System{4471, "+proj=utm +zone=38 +south +ellps=GRS80", 45.0, -13.1, 45.4, -12.6}}) {
    PJ* proj = proj_create(PJ_DEFAULT_CTX, system.definition);
    ASSERT_NE(proj, nullptr);
    Random random(7);
    for (int i = 0; i < 500; ++i) {
      double const lon = system.west + (system.east - system.west) * random.unit();
      double const lat = system.south + (system.north - system.south) * random.unit();
      auto const expected = proj_trans(proj, PJ_FWD, proj_coord(proj_torad(lon), proj_torad(lat), 0, 0));
      auto const ours = project(system.epsg, lon, lat);
      ASSERT_NEAR(ours.x, expected.xy.x, .001) << system.epsg << ' ' << lon << ' ' << lat;
      ASSERT_NEAR(ours.y, expected.xy.y, .001) << system.epsg << ' ' << lon << ' ' << lat;
    }
    proj_destroy(proj);
  }
}

}  // namespace
}  // namespace bassin::synthesis::internal
