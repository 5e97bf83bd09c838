"""The places in pips before 20.0 that the shim wraps, one function for each; what newer ones have too is in `points`.

Such a pip unpacks a wheel before its gate, and installs what it has unpacked. Here the archive is kept, judged, and
unpacked again for the install: so what is installed is what was judged, as with every other pip.
"""

import collections
import importlib
import os
import shutil
import sys
import tempfile

from weir_shim import carry, describe, pips, points
from weir_shim.points import Addition, Either, Point
from weir_shim.process import current


def apply(name, module):
    """Patch a module that has just run."""
    if name in _COMMANDS:
        carry.hand_on_environment(os.environ)
    points.apply(name, module)


# Candidates: pip._internal.index


def wrap_find_requirement(original):
    """`PackageFinder.find_requirement(self, req, ...)`: only here the specifier is known."""

    def find_requirement(self, req, *args, **kwargs):
        before = getattr(current.local, "specifier", None)
        current.local.specifier = str(req.specifier) if req.req is not None else None
        try:
            return original(self, req, *args, **kwargs)
        finally:
            current.local.specifier = before

    return find_requirement


# Fetching and unpacking: pip._internal.download


def wrap_unpack_file(original):
    """`unpack_file(filename, location, ...)`, as `download` knows it: wheels pass here, too."""

    def unpack_and_keep(filename, *args, **kwargs):
        result = original(filename, *args, **kwargs)
        if _is_wheel(current.requirement):
            current.requirement.local_file_path = _keep(filename, current.requirement.link)
        return result

    gated = points.wrap_unpack_file(unpack_and_keep)

    def unpack_file(filename, *args, **kwargs):
        if getattr(current.local, "unpacks_built", False):
            return original(filename, *args, **kwargs)
        if _is_wheel(current.requirement):
            current.requirement.local_file_path = filename
        return gated(filename, *args, **kwargs)

    return unpack_file


def _is_wheel(requirement):
    return requirement is not None and requirement.link.is_wheel


def wrap_unpack_built(original):
    """`unpack_url(link, ...)`, as `wheel` knows it: unpacks a wheel that pip has just built, and that was judged."""

    def unpack_built(*args, **kwargs):
        current.local.unpacks_built = True
        try:
            return original(*args, **kwargs)
        finally:
            current.local.unpacks_built = False

    return unpack_built


def wrap_copy_file(original):
    """`_copy_file(filename, location, link)`: saves a download, which has not passed its gate. It has to wait."""

    def copy_file(filename, location, link):
        kept = _keep(filename, link)
        current.local.saves.append(lambda: original(kept, location, link))

    return copy_file


def _keep(filename, link):
    """Return where a file stays until the command ends; pip removes what it has fetched as soon as it is unpacked."""
    if link.is_file:
        return filename
    kept = os.path.join(_new_folder(), os.path.basename(filename))
    shutil.copyfile(filename, kept)
    return kept


def _new_folder():
    folder = tempfile.mkdtemp(prefix="pip-weir-")
    current.kept.append(folder)
    return folder


# Preparing: pip._internal.operations.prepare, and pip.req.req_set before pip 10


def wrap_make_abstract_dist(original):
    """The gate: `make_abstract_dist(req)`. The check for conflicts uses it as well, when all is prepared."""
    gated = points.wrap_make_distribution(original)

    def make_abstract_dist(req):
        return gated(req) if current.requirement is req else original(req)

    return make_abstract_dist


def wrap_prepare(original):
    """`RequirementPreparer.prepare_linked_requirement(self, req, ...)` and its like: they end with known metadata."""

    def prepare(self, req, *args, **kwargs):
        outer, current.local.saves = getattr(current.local, "saves", None), []
        try:
            closing = points.wrap_get_prepared_distribution(lambda *args, **kwargs: original(self, *args, **kwargs))
            result = closing(req, *args, **kwargs)
            for save in current.local.saves:
                save()
        finally:
            current.local.saves = outer
        return result

    return points.wrap_prepare_requirement(prepare)


def wrap_prepare_file(original):
    """`RequirementSet._prepare_file(self, finder, req, ...)`."""
    prepare = wrap_prepare(lambda self, req, finder, *args, **kwargs: original(self, finder, req, *args, **kwargs))

    def prepare_file(self, finder, req_to_install, *args, **kwargs):
        return prepare(self, req_to_install, finder, *args, **kwargs)

    return prepare_file


# Building: pip._internal.wheel, pip._internal.build_env


def wrap_build_one(original):
    """`WheelBuilder._build_one(self, req, output_dir, ...)`: when it returns, the wheel is in its place."""

    def build_one(self, req, output_dir, *args, **kwargs):
        if describe.record_of(req).is_patched and not self._wheel_dir:
            output_dir = _new_folder()  # The cache would take it for the wheel of the link.
        build = points.wrap_build_one(lambda *args, **kwargs: original(self, *args, **kwargs))
        path = build(req, output_dir, *args, **kwargs)
        if path:
            req.local_file_path = path
        return path

    return build_one


def wrap_builder(original):
    """`WheelBuilder._build_one_legacy(self, req, folder, ...)` and its like.

    Up to pip 19.0.1 they return whether there is a wheel in the folder now, then its path.
    """

    def build(self, req, folder, *args, **kwargs):
        results = []

        def path():
            results.append(original(self, req, folder, *args, **kwargs))
            names = os.listdir(folder) if results[0] is True else []
            return os.path.join(folder, names[0]) if names else results[0] or None

        points.wrap_builder(path)()
        return results[0]

    return build


def wrap_environment_init(original):
    """`BuildEnvironment.__init__`. Up to pip 18.1 it hands on the user's PYTHONPATH, and the shim with it."""
    planting = points.wrap_environment_init(original)

    def init(self, *args, **kwargs):
        hands_on = hasattr(type(self), "path")
        return (original if hands_on else planting)(self, *args, **kwargs)

    return init


# Writing


def wrap_set_install(original):
    """`RequirementSet.install(self, ...)`: all gates are passed before the first file is written."""

    def install(self, *args, **kwargs):
        for requirement in self._to_install():
            points.pass_write_gates(requirement, kwargs)
        return original(self, *args, **kwargs)

    return install


def wrap_move_wheel_files(original):
    """`move_wheel_files(name, req, wheeldir, ...)`: puts the files of an unpacked wheel into their places."""

    def move_wheel_files(name, req, wheeldir, *args, **kwargs):
        writing_to = _scheme(original.__module__, name, kwargs)
        folder = tempfile.mkdtemp(prefix="pip-weir-")
        try:
            with current.local.sealed.as_zipfile() as archive:
                _unpack(archive, folder)
                with points.written_as_judged(archive, writing_to):
                    return original(name, req, folder, *args, **kwargs)
        finally:
            shutil.rmtree(folder)

    return move_wheel_files


def _scheme(module, name, options):
    locations = importlib.import_module(module.rpartition(".")[0] + ".locations")
    places = ("user", "home", "root", "isolated", "prefix")
    folders = locations.distutils_scheme(name, **{key: options[key] for key in places if key in options})
    return collections.namedtuple("Scheme", sorted(folders))(**folders)


def _unpack(archive, folder):
    for info in archive.infolist():
        path = archive.extract(info, folder)
        if not os.path.isdir(path) and info.external_attr >> 16 & 0o111:
            os.chmod(path, os.stat(path).st_mode | 0o111)


# What newer pips know of a link, a candidate and a requirement


class _Derived(object):
    """Where an object has no such attribute of its own, it is made from the others."""

    def __init__(self, make):
        self._make = make

    def __get__(self, owner, kind=None):
        return self if owner is None else self._make(owner)


def _file_path(link):
    module = pips.loaded("pip._internal.download") or sys.modules["pip.download"]
    return module.url_to_path(link.url_without_fragment)


_LINK = [
    Addition("Link.is_vcs", _Derived(lambda link: not link.is_artifact)),
    Addition("Link.is_file", _Derived(lambda link: link.scheme == "file")),
    Addition("Link.file_path", _Derived(_file_path)),
    Addition("Link.is_existing_dir", lambda link: link.is_file and os.path.isdir(link.file_path)),
    Addition("InstallationCandidate.link", _Derived(lambda candidate: candidate.location)),
]
_REQUIREMENT = [
    Addition("InstallRequirement.local_file_path", None),
    Addition("InstallRequirement.should_reinstall", _Derived(lambda requirement: bool(requirement.conflicts_with))),
]

_COMMANDS = ("pip.basecommand", "pip._internal.basecommand")
_PREPARE = "pip._internal.operations.prepare"
_MAIN = [Point("Command.main", points.wrap_main)]
_CANDIDATES = _LINK + [
    Point("PackageFinder.find_all_candidates", points.wrap_find_all_candidates),
    Point("PackageFinder.find_requirement", wrap_find_requirement),
]
_DOWNLOAD = [
    Point("unpack_file", wrap_unpack_file, everywhere=False),
    Point("unpack_vcs_link", points.wrap_unpack_vcs_link),
    Point("_copy_file", wrap_copy_file),
    Point("_download_http_url", points.wrap_download_http_url),
    Point("SafeFileCache.get", points.wrap_cache, needed=False),
    Point("SafeFileCache.set", points.wrap_cache, needed=False),
]
_REQUIREMENTS = _REQUIREMENT + [
    Point("InstallRequirement.update_editable", points.wrap_update_editable),
    Point("InstallRequirement.install", points.wrap_install),
]
_WHEELS = [
    Point("WheelBuilder._build_one", wrap_build_one),
    Either(
        Point("WheelBuilder._build_one_legacy", wrap_builder),
        Point("WheelBuilder._WheelBuilder__build_one", wrap_builder),
    ),
    Point("WheelBuilder._build_one_pep517", wrap_builder, needed=False),
    Point("unpack_url", wrap_unpack_built, needed=False, everywhere=False),
    Point("move_wheel_files", wrap_move_wheel_files),
]
_SUBPROCESSES = [Point("call_subprocess", points.wrap_call_subprocess)]
_NEWS = [Point("pip_version_check", points.wrap_version_check, needed=False)]

POINTS = {
    "pip.basecommand": _MAIN,
    "pip.download": _DOWNLOAD,
    "pip.index": _CANDIDATES,
    "pip.req.req_install": _REQUIREMENTS,
    "pip.req.req_set": [
        Point("make_abstract_dist", wrap_make_abstract_dist),
        Point("RequirementSet._prepare_file", wrap_prepare_file),
        Point("RequirementSet.install", wrap_set_install),
    ],
    "pip.req.req_uninstall": points.POINTS["pip._internal.req.req_uninstall"],
    "pip.utils": _SUBPROCESSES,
    "pip.utils.outdated": _NEWS,
    "pip.wheel": _WHEELS,
    "pip._internal.basecommand": _MAIN,
    "pip._internal.build_env": [
        Point("BuildEnvironment.__init__", wrap_environment_init),
        Point("BuildEnvironment.install_requirements", points.wrap_install_requirements, needed=False),
    ],
    "pip._internal.download": _DOWNLOAD,
    "pip._internal.index": _CANDIDATES,
    _PREPARE: [
        Either(
            Point("make_distribution_for_install_requirement", points.wrap_make_distribution),
            Point("make_abstract_dist", wrap_make_abstract_dist),
        ),
        Point("_get_prepared_distribution", points.wrap_get_prepared_distribution, needed=False),
        Point("_install_build_reqs", points.wrap_install_requirements, needed=False),
        Point("RequirementPreparer.prepare_linked_requirement", wrap_prepare),
        Point("RequirementPreparer.prepare_editable_requirement", wrap_prepare),
    ],
    "pip._internal.req.req_install": _REQUIREMENTS,
    "pip._internal.utils.misc": _SUBPROCESSES,
    "pip._internal.utils.outdated": _NEWS,
    "pip._internal.wheel": _WHEELS,
}

NEEDED_TO_UNINSTALL = [
    ["pip._internal.req.req_install", "pip.req.req_install"],
    ["pip._internal.req.req_uninstall", "pip.req.req_uninstall"],
]
NEEDED = NEEDED_TO_UNINSTALL + [
    ["pip._internal.index", "pip.index"],
    ["pip._internal.download", "pip.download"],
    [_PREPARE, "pip.req.req_set"],
    ["pip._internal.req", "pip.req.req_set"],
    ["pip._internal.utils.subprocess", "pip._internal.utils.misc", "pip.utils"],
    ["pip._internal.wheel", "pip.wheel"],
    ["pip._internal.build_env", "pip.wheel"],
    ["pip._vendor.pep517.wrappers", "pip._internal.wheel", "pip.wheel"],
]

points.add(POINTS, {None: NEEDED, "uninstall": NEEDED_TO_UNINSTALL})
