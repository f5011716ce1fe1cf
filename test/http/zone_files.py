"""Files of areas in the formats that people send, written here by hand, and hostile ones."""

import io
import json
import sqlite3
import struct
import tempfile
import zipfile

LAMBERT_93 = ('PROJCS["RGF93_Lambert_93",GEOGCS["GCS_RGF_1993",DATUM["D_RGF_1993",SPHEROID["GRS_1980",6378137.0,298.257222101]],'
              'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Lambert_Conformal_Conic"],'
              'PARAMETER["False_Easting",700000.0],PARAMETER["False_Northing",6600000.0],PARAMETER["Central_Meridian",3.0],'
              'PARAMETER["Standard_Parallel_1",49.0],PARAMETER["Standard_Parallel_2",44.0],PARAMETER["Latitude_Of_Origin",46.5],'
              'UNIT["Meter",1.0]]')


def polygon(ring):
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry, **properties):
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def geojson(*geometries):
    return json.dumps({"type": "FeatureCollection", "features": [feature(it) for it in geometries]}).encode()


def kml(ring):
    corners = " ".join(f"{x},{y},0" for x, y in ring)
    return ('<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>zone</name>'
            f"<Polygon><outerBoundaryIs><LinearRing><coordinates>{corners}</coordinates></LinearRing></outerBoundaryIs></Polygon>"
            "</Placemark></Document></kml>").encode()


def csv_wkt(ring):
    corners = ", ".join(f"{x} {y}" for x, y in ring)
    return f'id,WKT\n1,"POLYGON(({corners}))"\n'.encode()


def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def shapefile(ring, prj=None, name="zones"):
    """A polygon shapefile of one row: shp, shx, dbf and, where it states its system, prj."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    box = struct.pack("<4d", min(xs), min(ys), max(xs), max(ys))
    content = struct.pack("<i", 5) + box + struct.pack("<3i", 1, len(ring), 0) + b"".join(struct.pack("<2d", x, y) for x, y in ring)

    def head(bytes_in_all):
        return struct.pack(">7i", 9994, 0, 0, 0, 0, 0, bytes_in_all // 2) + struct.pack("<2i", 1000, 5) + box + bytes(32)

    shp = head(100 + 8 + len(content)) + struct.pack(">2i", 1, len(content) // 2) + content
    shx = head(108) + struct.pack(">2i", 50, len(content) // 2)
    field = b"nom".ljust(11, b"\0") + b"C" + bytes(4) + bytes([10, 0]) + bytes(14)
    dbf = struct.pack("<4BIHH20x", 3, 126, 1, 1, 1, 32 + 32 + 1, 11) + field + b"\r" + b" " + b"zone".ljust(10) + b"\x1a"
    files = {name + ".shp": shp, name + ".shx": shx, name + ".dbf": dbf}
    if prj:
        files[name + ".prj"] = prj.encode()
    return files


def geopackage(ring, srs=4326):
    wkb = struct.pack("<BII", 1, 3, 1) + struct.pack("<I", len(ring)) + b"".join(struct.pack("<2d", x, y) for x, y in ring)
    blob = b"GP" + bytes([0, 1]) + struct.pack("<i", srs) + wkb
    with tempfile.NamedTemporaryFile(suffix=".gpkg") as file:
        base = sqlite3.connect(file.name)
        base.executescript("""
            pragma application_id = 0x47504B47; pragma user_version = 10300;
            create table gpkg_spatial_ref_sys (srs_name text not null, srs_id integer primary key, organization text not null,
              organization_coordsys_id integer not null, definition text not null, description text);
            insert into gpkg_spatial_ref_sys values ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",'
              || '6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]', '');
            create table gpkg_contents (table_name text primary key, data_type text not null, identifier text unique, description text,
              last_change text not null default '2026-01-01T00:00:00.000Z', min_x double, min_y double, max_x double, max_y double,
              srs_id integer);
            insert into gpkg_contents (table_name, data_type, identifier, srs_id) values ('zones', 'features', 'zones', 4326);
            create table gpkg_geometry_columns (table_name text primary key, column_name text not null, geometry_type_name text not null,
              srs_id integer not null, z tinyint not null, m tinyint not null);
            insert into gpkg_geometry_columns values ('zones', 'geom', 'POLYGON', 4326, 0, 0);
            create table zones (fid integer primary key autoincrement, geom blob, nom text);""")
        base.execute("insert into zones (geom, nom) values (?, 'zone')", (blob,))
        base.commit()
        base.close()
        with open(file.name, "rb") as made:
            return made.read()


def zip_bomb():
    """Some megabytes that are a gigabyte and more of one coordinate list."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("bomb.geojson", "w", force_zip64=True) as file:
            file.write(b'{"type":"Polygon","coordinates":[[')
            piece = b"[2.9,48.8]," * 100_000
            for _ in range(1_200):
                file.write(piece)
            file.write(b"[2.9,48.8]]]}")
    return out.getvalue()
