"""Datasette's database and metadata: a table of claims with points, and a link to every month.

python datasette_files.py FOLDER
"""

import json
import sqlite3
import sys
from pathlib import Path

import claims_of

folder = Path(sys.argv[1])
found = claims_of.claims().rename(columns={"lat": "latitude", "lon": "longitude"})
with sqlite3.connect(folder / "peers.db") as database:
    found.drop(columns="radius").to_sql("claims", database, index=False, if_exists="replace")
    database.execute("create index by_month on claims (month)")
links = " ".join(f'<a href="/peers/claims?month={month}">{month}</a>' for month in claims_of.MONTHS)
told = {"databases": {"peers": {"tables": {"claims": {"description_html": links}}}}}
(folder / "metadata.json").write_text(json.dumps(told), encoding="utf-8")
