"""A hamlet by a river to try `tangguh evacuate` on; two of its people are left on the far bank."""

ROADS = """\
id,from_node,to_node,length_m,travel_time_s,capacity_pps,open,mode,bridge,geometry
r1,hulu,simpang,800,600,0.5,1,road,0,"LINESTRING (102.700 -2.300, 102.705 -2.303)"
r2,hilir,simpang,500,400,0.5,1,road,0,"LINESTRING (102.700 -2.307, 102.705 -2.303)"
r3,simpang,masjid,300,200,1,1,road,0,"LINESTRING (102.705 -2.303, 102.708 -2.303)"
r4,simpang,sekolah,900,700,1,1,road,0,"LINESTRING (102.705 -2.303, 102.712 -2.298)"
r5,hilir,masjid,400,500,0.3,1,foot,0,"LINESTRING (102.700 -2.307, 102.708 -2.303)"
r6,seberang,hilir,200,100,1,1,road,0,"LINESTRING (102.697 -2.309, 102.700 -2.307)"
r7,dermaga,simpang,700,900,0.1,1,boat,0,"LINESTRING (102.697 -2.304, 102.705 -2.303)"
"""
HOUSEHOLDS = """\
id,node,persons,vulnerable
k1,hulu,4,0
k2,hulu,3,1
k3,hilir,5,0
k4,hilir,2,1
k5,seberang,2,0
k6,dermaga,3,0
"""
SHELTERS = "id,node,places\nmasjid,masjid,10\nsekolah,sekolah,40\n"
STOCK = "node,person_days\nseberang,6\n"
ZONES = """\
{"type": "FeatureCollection", "features": [
 {"type": "Feature", "properties": {"id": "sungai", "class": "tinggi", "depth_m": 1.2},
  "geometry": {"type": "Polygon", "coordinates": [[[102.6965, -2.3095], [102.6985, -2.3095],
   [102.6985, -2.3035], [102.6965, -2.3035], [102.6965, -2.3095]]]}}]}
"""
TABLES = {
    "roads.csv": ROADS,
    "households.csv": HOUSEHOLDS,
    "shelters.csv": SHELTERS,
    "zones.geojson": ZONES,
    "stock.csv": STOCK,
}
