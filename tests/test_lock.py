"""The container installs what was tested: requirements.lock says what requirements.txt says."""

import re
import tomllib
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent


def pins(name: str) -> dict[str, str]:
    """Return the version of each package that a file pins."""
    lines = re.findall(
        r"^([\w.-]+)==([^\s;]+)", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE
    )
    return {canonicalize_name(package): version for package, version in lines}


DIRECT, LOCKED = pins("requirements.txt"), pins("requirements.lock")
TESTED = pins("constraints.txt") | DIRECT


def test_every_direct_dependency_is_locked_at_its_version() -> None:
    assert DIRECT
    assert {package: LOCKED.get(package) for package in DIRECT} == DIRECT


def test_what_they_bring_is_locked_as_it_was_tested() -> None:
    assert {package: TESTED.get(package) for package in LOCKED} == LOCKED


def test_the_constraints_agree_with_the_direct_dependencies() -> None:
    constraints = pins("constraints.txt")
    for name in ("requirements.txt", "requirements-dev.txt"):
        both = pins(name).keys() & constraints.keys()
        assert {p: constraints[p] for p in both} == {p: pins(name)[p] for p in both}


def test_the_package_asks_for_what_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [Requirement(text) for text in project["dependencies"]]
    assert {canonicalize_name(one.name) for one in asked} == set(DIRECT)
    assert all(one.specifier.contains(DIRECT[canonicalize_name(one.name)]) for one in asked)


@pytest.mark.parametrize("package", sorted(LOCKED))
@pytest.mark.parametrize("python", ["3.11", "3.12"])
def test_nothing_is_missing_on_either_python(package: str, python: str) -> None:
    """The lock is made by one interpreter, and a marker may ask for more under another."""
    image = {
        "python_version": python,
        "python_full_version": f"{python}.0",
        "sys_platform": "linux",
        "platform_system": "Linux",
        "os_name": "posix",
        "extra": "",
    }
    needed = {
        canonicalize_name(one.name)
        for one in map(Requirement, requires(package) or [])
        if one.marker is None or one.marker.evaluate(image)
    }
    assert needed <= LOCKED.keys()


def test_each_package_has_hashes_and_no_address() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\w)", lock)[1:]
    assert len(packages) == len(LOCKED)
    assert all("--hash=sha256:" in one for one in packages)
    assert "://" not in lock
    assert not re.search(r"^\s*--(?!hash)", lock, re.MULTILINE)
