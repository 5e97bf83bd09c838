"""Makes small wheels, source archives and folders, which have their build backend in their own tree."""

import io
import os
import subprocess
import tarfile
import textwrap

BACKEND = '''
import io, os, zipfile

NAME, VERSION, REQUIRES = {name!r}, {version!r}, {requires!r}


def _mark(hook):
    path = os.environ.get("CANARY")
    if path:
        with io.open(path, "a") as stream:
            stream.write(u"%s %s\\n" % (NAME, hook))


def _metadata():
    lines = ["Metadata-Version: 2.1", "Name: " + NAME, "Version: " + VERSION]
    lines += ["Requires-Dist: " + requirement for requirement in REQUIRES]
    return "\\n".join(lines) + "\\n"


def get_requires_for_build_wheel(config_settings=None):
    _mark("get_requires_for_build_wheel")
    return {dynamic!r}


get_requires_for_build_editable = get_requires_for_build_wheel


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    _mark("prepare_metadata_for_build_wheel")
    folder = "%s-%s.dist-info" % (NAME, VERSION)
    os.mkdir(os.path.join(metadata_directory, folder))
    for name, text in (("METADATA", _metadata()), ("WHEEL", _wheel())):
        with io.open(os.path.join(metadata_directory, folder, name), "w", encoding="utf-8") as stream:
            stream.write(u"" + text)
    return folder


prepare_metadata_for_build_editable = prepare_metadata_for_build_wheel


def _wheel():
    return "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    _mark("build_wheel")
{extra}
    return _build(wheel_directory)


def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    _mark("build_editable")
    return _build(wheel_directory)


def _build(folder):
    info = "%s-%s.dist-info" % (NAME, VERSION)
    filename = "%s-%s-py3-none-any.whl" % (NAME, VERSION)
    module = (NAME + ".py", "VERSION = %r\\n" % VERSION)
    files = [module, (info + "/METADATA", _metadata()), (info + "/WHEEL", _wheel())]
    record = "".join("%s,,\\n" % name for name, _ in files) + info + "/RECORD,,\\n"
    with zipfile.ZipFile(os.path.join(folder, filename), "w") as archive:
        for name, text in files + [(info + "/RECORD", record)]:
            archive.writestr(name, text)
    return filename
'''


def wheel(folder, name, version="1.0", requires=()):
    """Write a wheel; return its path."""
    space = {}
    exec(_backend(name, version, requires), space)
    return os.path.join(folder, space["_build"](folder))


def project(folder, name, version="1.0", requires=(), build_requires=(), dynamic=(), extra=""):
    """Write a source tree with a backend of its own; return its path."""
    root = os.path.join(folder, name)
    os.mkdir(root)
    pyproject = '[build-system]\nrequires = [%s]\nbuild-backend = "backend"\nbackend-path = ["."]\n' % ", ".join(
        '"%s"' % requirement for requirement in build_requires
    )
    write(os.path.join(root, "pyproject.toml"), pyproject)
    write(os.path.join(root, "backend.py"), _backend(name, version, requires, dynamic, extra))
    write(os.path.join(root, "setup.py"), "raise SystemExit('not used')\n")
    write(os.path.join(root, "PKG-INFO"), "Metadata-Version: 2.1\nName: %s\nVersion: %s\n" % (name, version))
    return root


def sdist(folder, name, version="1.0", **options):
    """Write a source archive; return its path."""
    work = os.path.join(folder, ".work-%s-%s" % (name, version))
    os.mkdir(work)
    root = project(work, name, version, **options)
    path = os.path.join(folder, "%s-%s.tar.gz" % (name, version))
    with tarfile.open(path, "w:gz") as archive:
        archive.add(root, "%s-%s" % (name, version))
    return path


def repository(root):
    """Make a git repository of a folder; return its URL as pip takes it."""
    git = ["git", "-C", root, "-c", "user.name=Weir", "-c", "user.email=weir@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "Add the package"]):
        subprocess.check_call(git + command)
    return "git+file://" + root


def write(path, text):
    with io.open(path, "w", encoding="utf-8") as stream:
        stream.write(text)


def _backend(name, version, requires, dynamic=(), extra=""):
    return BACKEND.format(
        name=name, version=version, requires=list(requires), dynamic=list(dynamic),
        extra=textwrap.indent(textwrap.dedent(extra), "    "),
    )
