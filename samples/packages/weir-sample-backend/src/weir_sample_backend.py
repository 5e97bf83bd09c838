"""A build backend (PEP 517, PEP 660) for source trees with a PKG-INFO and a src folder.

It needs nothing but the standard library. What lies in src goes into the wheel; PKG-INFO is its METADATA.
"""

import base64
import hashlib
import io
import os
import sys
import tarfile
import zipfile

BUILD_REQUIREMENTS = []

_TAG = "py%d-none-any" % sys.version_info[0]
_WHEEL = u"Wheel-Version: 1.0\nGenerator: weir-sample-backend\nRoot-Is-Purelib: true\nTag: %s\n" % _TAG
_TIME = (1980, 1, 1, 0, 0, 0)


def get_requires_for_build_wheel(config_settings=None):
    return BUILD_REQUIREMENTS


def get_requires_for_build_editable(config_settings=None):
    return BUILD_REQUIREMENTS


def get_requires_for_build_sdist(config_settings=None):
    return BUILD_REQUIREMENTS


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    folder = _stem() + ".dist-info"
    os.mkdir(os.path.join(metadata_directory, folder))
    for name, text in (("METADATA", _metadata()), ("WHEEL", _WHEEL)):
        with io.open(os.path.join(metadata_directory, folder, name), "w", encoding="utf-8") as file:
            file.write(text)
    return folder


def prepare_metadata_for_build_editable(metadata_directory, config_settings=None):
    return prepare_metadata_for_build_wheel(metadata_directory)


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    return _write_wheel(wheel_directory, dict(_sources()))


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    path = os.path.abspath("src") + "\n"
    return _write_wheel(wheel_directory, {_stem() + ".pth": path.encode("utf-8")})


def build_sdist(sdist_directory, config_settings=None):
    name = _stem() + ".tar.gz"
    with tarfile.open(os.path.join(sdist_directory, name), "w:gz") as archive:
        archive.add(".", arcname=_stem())
    return name


def _metadata():
    with io.open("PKG-INFO", encoding="utf-8") as file:
        return file.read()


def _stem():
    fields = dict(line.split(": ", 1) for line in _metadata().splitlines() if not line.startswith("Requires-Dist"))
    return fields["Name"].lower().replace("-", "_").replace(".", "_") + "-" + fields["Version"]


def _sources():
    for folder, folders, names in os.walk("src"):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        for name in sorted(names):
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                yield os.path.relpath(path, "src").replace(os.sep, "/"), file.read()


def _write_wheel(folder, files):
    info = _stem() + ".dist-info/"
    files[info + "METADATA"] = _metadata().encode("utf-8")
    files[info + "WHEEL"] = _WHEEL.encode("utf-8")
    name = "%s-%s.whl" % (_stem(), _TAG)
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        for path in sorted(files):
            wheel.writestr(zipfile.ZipInfo(path, _TIME), files[path])
        wheel.writestr(zipfile.ZipInfo(info + "RECORD", _TIME), _record(files, info + "RECORD").encode("utf-8"))
    return name


def _record(files, own):
    rows = ["%s,sha256=%s,%d" % (path, _sha256(files[path]), len(files[path])) for path in sorted(files)]
    return "\n".join(rows + [own + ",,"]) + "\n"


def _sha256(content):
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode("ascii")
