"""The places in pip that the shim wraps: one function for each, found by name and feature, never by a version number.

Every wrapper calls the original with the arguments it was given. What differs between releases is said where it
matters.
"""

import contextlib
import functools
import os
import posixpath
import re
import sys
import tempfile

from weir_shim import carry, commands, describe, origin, pips, process, redact, sealed, stub, texts, written
from weir_shim.client import HEX_64
from weir_shim.gate import OK
from weir_shim.manifest import ManifestError, digest_text, escape
from weir_shim.process import current, logger

_URL, _DIGEST = 5, 12  # Where they stand among the arguments of an event.

_applied = {}


class Point(object):
    """A name in a module that is replaced by what `wrap` makes of it; `everywhere`, in other modules of pip too."""

    def __init__(self, path, wrap, needed=True, everywhere=True):
        self.path = path
        self.wrap = wrap
        self.needed = needed
        self.everywhere = everywhere

    def apply(self, module):
        """Return whether the name was there."""
        owner_path, _, name = self.path.rpartition(".")
        owner = getattr(module, owner_path, None) if owner_path else module
        original = owner.__dict__.get(name) if owner is not None else None
        if original is None:
            return False
        if not getattr(original, "is_weir", False):
            replacement = functools.wraps(original)(self.wrap(original))
            replacement.is_weir = True
            setattr(owner, name, replacement)
            if self.everywhere and not _is_new(module):
                _replace_copies(module, original, replacement)
        return True


class Either(object):
    """Points of which a module has one or the other."""

    needed = True

    def __init__(self, *points):
        self.points = points
        self.path = " or ".join(point.path for point in points)

    def apply(self, module):
        """Return whether one of the names was there."""
        return any(point.apply(module) for point in self.points)


class Addition(object):
    """A name that newer pips have, given to what lacks it: so one description serves all."""

    needed = True

    def __init__(self, path, value):
        self.path = path
        self.value = value

    def apply(self, module):
        """Return whether its owner was there."""
        owner_path, _, name = self.path.rpartition(".")
        owner = getattr(module, owner_path, None)
        if owner is not None and not hasattr(owner, name):
            setattr(owner, name, self.value)
        return owner is not None


def _is_new(module):
    # As long as it is being imported, no other module can have taken a name from it.
    return getattr(getattr(module, "__spec__", None), "_initializing", False)


def _replace_copies(module, original, replacement):
    # Modules that were imported before the shim hold the original under a name of their own.
    for name, other in list(sys.modules.items()):
        if _is_own(name) and other is not None and other is not module:
            for attribute, value in list(vars(other).items()):
                if value is original and other.__name__ != original.__module__:
                    setattr(other, attribute, replacement)


def _is_own(name):
    plain = stub.plain_name(name)
    return plain.startswith("pip.") and not plain.startswith("pip._vendor")


def apply(name, module):
    """Patch a module that has just run, and is called `name` where pip is a package of its own."""
    if name in stub.COMMANDS:
        pips.become_that_of(module.__name__)
    if name == _MAIN_PARSER:
        carry.hand_on_environment(os.environ)  # For `pip --python`, which starts another Python.
        process.look_ahead()
    for point in POINTS.get(name, ()):
        _applied[(module.__name__, point.path)] = point.apply(module)
    if name == "pip._internal.wheel_builder":
        _apply_builders(module)


def add(points, needed_by):
    """Take in the points of pips of another age: for a module that is among them, they stand in the place of ours."""
    POINTS.update(points)
    for name, module in sorted(sys.modules.items()):
        plain = stub.plain_name(name)
        if plain in points and module is not None:
            apply(plain, module)
    NEEDED_BY.clear()
    NEEDED_BY.update(needed_by)


def missing(command):
    """Return the names of the places that a command needs and that are not there in this pip."""
    needed = NEEDED_BY.get(command, NEEDED_BY[None])
    return [name for alternatives in needed for name in _missing_of(alternatives)]


def _missing_of(alternatives):
    for name in alternatives:
        try:
            loaded = pips.load(name).__name__
        except ImportError:
            continue
        points = {path: found for (module, path), found in _applied.items() if module == loaded}
        if points:
            return sorted("%s.%s" % (name, path) for path, found in points.items()
                          if not found and _is_needed(name, path))
    return [" or ".join(alternatives)]


def _is_needed(module, path):
    return any(point.path == path and point.needed for point in POINTS[module])


# Commands: pip._internal.cli.base_command


def wrap_main(original):
    def main(self, args):
        return commands.run(self, args, original)

    return main


# Candidates: pip._internal.index.package_finder


def wrap_find_all_candidates(original):
    asked = {}

    def find_all_candidates(self, project_name):
        found = original(self, project_name)
        # pip asks again and again for the same project, and keeps the answer; one gate is enough for one answer.
        key = (id(self), project_name, tuple(item.link.url for item in found))
        if key not in asked:
            asked[key] = _offer(project_name, found)
        withheld = asked[key]
        return [item for item in found if item.link.filename not in withheld] if withheld else found

    return find_all_candidates


def _offer(project_name, found):
    specifier = getattr(current.local, "specifier", None)
    passed = current.enter(
        "pip.candidates",
        lambda operation: describe.candidates(
            current.context, project_name, specifier, found, operation, current.parent
        ),
        ask=current.asks and not getattr(current.local, "looks_for_news", False),
    )
    passed.done(OK)
    for filename, reason in sorted(passed.withhold.items()):
        logger.warning("weir withholds %s: %s", redact.clean(filename), redact.text(reason))
    return passed.withhold


def wrap_find_best_candidate(original):
    # Only here is the specifier known that candidates are looked for with.
    def find_best_candidate(self, project_name, specifier=None, *args, **kwargs):
        before = getattr(current.local, "specifier", None)
        current.local.specifier = str(specifier) if specifier is not None else None
        try:
            return original(self, project_name, specifier, *args, **kwargs)
        finally:
            current.local.specifier = before

    return find_best_candidate


def wrap_version_check(original):
    """`pip_self_version_check`, or its half that asks the index: nothing comes of it but a word to the user."""

    def version_check(*args, **kwargs):
        current.local.looks_for_news = True
        try:
            return original(*args, **kwargs)
        finally:
            current.local.looks_for_news = False

    return version_check


# Fetching: pip._internal.network.download and pip._internal.operations.prepare


def wrap_download(original):
    """`Downloader.__call__(self, link, ...)`, through which every release fetches a single file."""

    def download(self, link, *args, **kwargs):
        return _fetch(link, lambda: original(self, link, *args, **kwargs))

    return download


def wrap_cache(original):
    """`SafeFileCache.get(self, key)` and `.set(self, key, ...)`: entries of the HTTP cache."""

    def cache(self, key, *args, **kwargs):
        url = getattr(current.local, "fetching", None)
        if url is not None:
            current.caches.met(url, self, key)
        return original(self, key, *args, **kwargs)

    return cache


def wrap_batch_download(original):
    """`BatchDownloader.__call__(self, links, location)`, a generator; only from pip 25.1 on it uses `Downloader`."""

    def download_all(self, links, location):
        for link in links:
            for item in _fetch(link, lambda link=link: list(original(self, [link], location))):
                yield item

    return download_all


def wrap_download_http_url(original):
    """`_download_http_url(link, ...)` of pip 20.0 to 20.2, where `Downloader` only begins a download."""

    def download_http_url(link, *args, **kwargs):
        return _fetch(link, lambda: original(link, *args, **kwargs))

    return download_http_url


def wrap_response_filename(original):
    """`_get_http_response_filename(resp, link)`: a header of the answer may say how the file is called."""

    def response_filename(resp, link, *args, **kwargs):
        said = resp.headers.get("content-disposition")
        if said:
            current.dispositions[link.url] = redact.clean(said)
        return original(resp, link, *args, **kwargs)

    return response_filename


def wrap_unpack_vcs_link(original):
    def unpack_vcs_link(link, *args, **kwargs):
        return _fetch(link, lambda: original(link, *args, **kwargs))

    return unpack_vcs_link


def wrap_update_editable(original):
    """`InstallRequirement.update_editable(self, ...)`: the checkout of an editable requirement."""

    def update_editable(self, *args, **kwargs):
        if self.link is None or not self.link.is_vcs:
            return original(self, *args, **kwargs)
        if not os.path.lexists(self.source_dir):
            current.made.append(_new_folder(self.source_dir))
        with current.working_on(self):
            return _fetch(self.link, lambda: original(self, *args, **kwargs))

    return update_editable


_DELETE_MARKER = "pip-delete-this-directory.txt"  # Of pip 20.0, in the folder of checkouts too.


def _new_folder(checkout):
    """The folder of a checkout that will be made, or the one above it where pip has just made that for it."""
    above = os.path.dirname(checkout)
    is_new = os.path.isdir(above) and os.listdir(above) == [_DELETE_MARKER]
    return above if is_new else checkout


def _fetch(link, action):
    if getattr(current.local, "fetching", None) == link.url:
        return action()
    passed = current.enter("pip.download", lambda operation: _describe_link(link, operation))
    current.local.fetching = link.url
    try:
        with current.within(passed.operation):
            result = action()
    except BaseException as error:
        passed.done(*current.outcome(error))
        raise
    finally:
        current.local.fetching = None
    passed.done(OK)
    return result


def _describe_link(link, operation):
    requirement = current.owner_of(link)
    if requirement is None:
        kind = describe.kind_of_link(link)
        return describe.unknown(current.context, operation, kind, link=link, parent=current.parent)
    return describe.distribution(current.context, requirement, operation, link=link, parent=current.parent)


# Unpacking: the name `unpack_file` where archives of requirements are unpacked


def wrap_unpack_file(original):
    """`unpack_file(filename, location, content_type=None)`."""

    def unpack_file(filename, location, *args, **kwargs):
        requirement = current.requirement
        bits = describe.Bits(filename, False)
        served = _served(requirement, content_type=args[0] if args else kwargs.get("content_type"))
        passed = current.enter(
            "pip.unpack",
            lambda operation: _describe_requirement(requirement, operation, bits, "archive", served=served),
            bits,
        )
        try:
            with current.within(passed.operation):
                result = original(passed.patch["path"] if passed.patch else filename, location, *args, **kwargs)
            if passed.patch is None:
                _require_same(passed, "the archive at %s" % filename, passed.digest, bits.try_hash())
        except BaseException as error:
            passed.done(*current.outcome(error))
            raise
        if requirement is not None:
            record = describe.record_of(requirement)
            record.archive = {"path": redact.clean(bits.path), "digest": passed.digest}
            record.fetched = passed.digest
        passed.done(OK)
        return result

    return unpack_file


# Of an archive with one of these, pip asks neither the name nor the content.
_HEEDED_TYPES = ("application/zip", "application/x-gzip")


def _served(requirement, content_type=None):
    """What came with the file of a requirement and pip went by, or None."""
    record = describe.record_of(requirement) if requirement is not None else None
    served = {
        "content_type": content_type if content_type in _HEEDED_TYPES else None,
        "disposition": current.dispositions.get(record.link.url) if record is not None and record.link else None,
        "metadata": record.served_metadata if record is not None else None,
    }
    return {name: value for name, value in served.items() if value is not None} or None


def _describe_requirement(requirement, operation, bits, kind, flags=0, **extra):
    extra.setdefault("parent", current.parent)
    if requirement is None:
        return describe.unknown(current.context, operation, kind, bits=bits, flags=flags, **extra)
    return describe.distribution(current.context, requirement, operation, bits, flags=flags, **extra)


# Preparing: pip._internal.operations.prepare


def wrap_prepare_requirement(original):
    """`RequirementPreparer.prepare_linked_requirement(self, req, ...)` and its like: says whose bits come next."""

    def prepare(self, req, *args, **kwargs):
        if getattr(self, "require_hashes", False) or req.has_hash_options:
            _doubt_origin(self, req)
        describe.record_of(req)
        try:
            with current.working_on(req):
                return original(self, req, *args, **kwargs)
        finally:
            folder = getattr(req, "_temp_build_dir", None)
            path = getattr(folder, "path", folder)
            if path is not None:
                current.made.append(path)  # pip 20.0 leaves it there where a download fails.

    return prepare


def _doubt_origin(preparer, requirement):
    # From pip 23.1 on hashes are compared with those in a file beside a wheel in the cache: what anybody can write
    # there says nothing of the wheel. Where pip would believe it, and the engine has not seen the wheel built of that
    # archive, the source is taken; where pip would not, it says so itself.
    if getattr(requirement, "is_wheel_from_cache", False) and not describe.is_bound(requirement):
        claim = requirement.download_info
        info = getattr(claim, "archive_info", None) or getattr(claim, "info", None)
        claimed = getattr(info, "hashes", None) or {}
        required = preparer._get_linked_req_hashes(requirement)
        if required.has_one_of(claimed) and not _bind_to_vouched(requirement, required, claimed.get("sha256")):
            requirement.link, requirement.cached_wheel_source_link = requirement.cached_wheel_source_link, None
            requirement.download_info = None


def _bind_to_vouched(requirement, required, archive):
    """Bind a requirement to its wheel in the cache, where the engine vouches for that. Return whether it does."""
    if not required.is_hash_allowed("sha256", archive) or not HEX_64.match(archive):
        return False
    wheel, archive = describe.Bits(requirement.link.file_path, False).try_hash(), "sha256:" + archive
    if wheel is None or not current.gates.was_built(wheel, archive):
        return False
    record = describe.record_of(requirement)
    record.bound, record.fetched = wheel, archive
    return True


def wrap_prepare_more(original):
    """`RequirementPreparer.prepare_linked_requirements_more(self, reqs, ...)`, from pip 20.3 on: fetches by links."""

    def prepare_more(self, reqs, *args, **kwargs):
        reqs = list(reqs)
        current.owners.update((req.link.url, req) for req in reqs if req.link is not None)
        return original(self, reqs, *args, **kwargs)

    return prepare_more


def wrap_metadata_distribution(original):
    """`get_metadata_distribution(contents, ...)`, from pip 22.3 on: the metadata of a wheel as the index serves it."""

    def metadata_distribution(metadata_contents, *args, **kwargs):
        if current.requirement is not None:
            describe.record_of(current.requirement).served_metadata = digest_text(metadata_contents)
        return original(metadata_contents, *args, **kwargs)

    return metadata_distribution


def wrap_dist_from_wheel_url(original):
    """`dist_from_wheel_url(name, url, session)`, from pip 20.3 on: metadata that are read out of a wheel from afar."""

    def dist_from_wheel_url(*args, **kwargs):
        dist = original(*args, **kwargs)
        if current.requirement is not None:
            # Up to pip 21.2 it may be what pkg_resources makes of a distribution.
            text = (getattr(dist, "read_text", None) or _of_pkg_resources(dist).get_metadata)("METADATA")
            content = text if isinstance(text, bytes) else text.encode("utf-8")
            describe.record_of(current.requirement).served_metadata = digest_text(content)
        return dist

    return dist_from_wheel_url


def _of_pkg_resources(dist):
    return getattr(dist, "_dist", dist)


def wrap_make_distribution(original):
    """The gate of the proposal: `make_distribution_for_install_requirement(req)`, as `prepare` knows it."""

    def make_distribution(install_req, *args, **kwargs):
        record = describe.record_of(install_req)
        bits = describe.source_bits(install_req, record)
        served = None if bits.is_tree else _served(install_req)
        passed = current.enter(
            "pip.install",
            lambda operation: _describe_requirement(install_req, operation, bits, record.kind, served=served),
            bits,
        )
        _require_bound(passed, record, bits)
        current.local.installing = passed
        if not bits.is_tree and not record.from_cache:
            record.fetched = passed.digest
        _bind(record, bits, _digest_after(passed))
        if passed.patch is not None:
            _use_patch(install_req, record, bits, passed.patch["path"])
        return original(install_req, *args, **kwargs)

    return make_distribution


def _require_bound(passed, record, bits):
    if not bits.is_tree and record.bound is not None:
        _require_same(passed, "the wheel at %s" % bits.path, record.bound, passed.arguments[_DIGEST])
        record.bound = _digest_after(passed)


def _bind(record, bits, digest):
    if bits.is_tree:
        record.tree = None if _is_written_by_pip(bits) else digest
    else:
        record.bound = digest


def _is_written_by_pip(tree):
    """Whether the folder for temporary files, and so pip's build environments, is in a tree."""
    folder = os.path.join(os.path.realpath(tree.path), "")
    return os.path.join(os.path.realpath(tempfile.gettempdir()), "").startswith(folder)


def _digest_after(passed):
    return passed.patch["digest"] if passed.patch is not None else passed.digest


def _use_patch(requirement, record, bits, path):
    if requirement.editable or (bits.is_tree and record.is_user_folder):
        current.gates.undecided("the run", ValueError("a user's own folder cannot be installed as patched"))
        current.check()
    elif bits.is_tree:
        requirement.source_dir = path
        record.is_patched = True
    else:
        requirement.local_file_path = path


def wrap_get_prepared_distribution(original):
    """`_get_prepared_distribution(req, ...)`: the metadata of a requirement is known when it returns."""

    def get_prepared_distribution(req, *args, **kwargs):
        outer = getattr(current.local, "installing", None)
        current.local.installing = None
        try:
            with current.working_on(req):
                result = original(req, *args, **kwargs)
        except BaseException as error:
            _close_installing(*current.outcome(error))
            raise
        else:
            _close_installing(OK, None)
        finally:
            current.local.installing = outer
        return result

    return get_prepared_distribution


def _close_installing(outcome, reason):
    passed = current.local.installing
    if passed is not None:
        passed.done(outcome, reason)


def _installing_operation():
    passed = getattr(current.local, "installing", None)
    return passed.operation if passed is not None else current.parent


# Building: the caller of backend hooks, subprocesses, wheel_builder


def wrap_call_hook(original):
    """`_call_hook(self, hook_name, kwargs)` of the vendored pep517 or pyproject_hooks."""

    def call_hook(self, hook_name, *args, **kwargs):
        return _build_step(hook_name, self.source_dir, lambda: original(self, hook_name, *args, **kwargs))

    return call_hook


def _build_step(hook, folder, action):
    requirement = current.requirement
    bits = _tree_of(requirement, folder)
    passed = current.enter(
        "pip.build",
        lambda operation: _describe_requirement(
            requirement, operation, bits, "directory", hook=hook, parent=_installing_operation()
        ),
        bits,
    )
    try:
        _require_own_tree(requirement, bits, passed)
        with current.within(passed.operation), _child():
            try:
                result = action()
            finally:
                _bind_again(requirement, bits)
    except BaseException as error:
        _after_child(error)
        passed.done(*current.outcome(error))
        raise
    passed.done(OK)
    return result


# What pip up to 20.1 makes before it runs `setup.py egg_info`, and pip 19.0 to 19.2 before they ask a backend.
_FOLDERS_OF_PIP = ("pip-egg-info", "pip-wheel-metadata")


def _folders_of_pip(requirement):
    """Empty folders that pip may make in a tree before a hook."""
    folder = requirement.link.subdirectory_fragment if requirement.link is not None else None
    for name in _FOLDERS_OF_PIP:
        yield escape(texts.fsencode(posixpath.normpath(posixpath.join(folder or "", name))))


def _require_own_tree(requirement, bits, passed):
    """Right before a hook: nobody but this package's own hooks has touched the tree since its gate."""
    what = "the source tree at %s" % bits.path
    bound = describe.record_of(requirement).tree if requirement is not None else None
    if bound not in (None, passed.arguments[_DIGEST]):
        if not any(bits.hash_without(folder) == bound for folder in _folders_of_pip(requirement)):
            _require_same(passed, what, bound, passed.arguments[_DIGEST])
    _require_same(passed, what, passed.digest, bits.try_hash())


def _bind_again(requirement, bits):
    if requirement is not None:
        # The folder of an editable requirement is where its user works.
        is_free = requirement.editable or _is_written_by_pip(bits)
        describe.record_of(requirement).tree = None if is_free else bits.try_hash()


def _tree_of(requirement, folder):
    if requirement is None or not requirement.source_dir:
        return describe.Bits(folder, True, True)
    record = describe.record_of(requirement)
    return describe.Bits(requirement.source_dir, True, record.is_user_folder or requirement.editable)


class _child(object):
    """While a process that has its own gate, or needs none, is started from here."""

    def __enter__(self):
        current.local.children = getattr(current.local, "children", 0) + 1

    def __exit__(self, *exception):
        current.local.children -= 1


def _after_child(error, code=None):
    # What a nested installer was refused must not be taken for a failed build.
    if isinstance(error, Exception):
        current.heed_nested(code)


_EXIT_CODE = re.compile(r"(?:exit (?:status|code:?)|error code) (\d+)")


def _exit_code(error):
    """The exit code of the subprocess whose failure pip reports, or None."""
    code = getattr(error, "exit_code", None)
    found = _EXIT_CODE.search(str(error)) if code is None else None
    return int(found.group(1)) if found else code


def wrap_call_subprocess(original):
    """`call_subprocess(cmd, ...)`: runs `setup.py` commands and git; and, within the wrappers above, hooks and pip."""

    def call_subprocess(cmd, *args, **kwargs):
        def run():
            return original(cmd, *args, **kwargs)

        if getattr(current.local, "children", 0) or not _is_python(cmd):
            return run()
        return _build_step(_setup_command(cmd), kwargs.get("cwd") or os.curdir, run)

    return call_subprocess


_SETUP_COMMANDS = ("egg_info", "bdist_wheel", "install", "develop", "clean")


def _is_python(cmd):
    program = str(cmd[0]) if cmd else ""
    return program == sys.executable or os.path.basename(program).lower().startswith("python")


def _setup_command(cmd):
    words = [str(word) for word in cmd]
    return next((word for word in words[1:] if word in _SETUP_COMMANDS), "setup.py")


def wrap_get_cache_dir(original):
    """`_get_cache_dir(req, wheel_cache)` of wheel_builder: the wheel of a patched source is not that of its link."""

    def get_cache_dir(req, wheel_cache):
        if describe.record_of(req).is_patched:
            return wheel_cache.get_ephem_path_for_link(req.link)
        return original(req, wheel_cache)

    return get_cache_dir


def wrap_build_one(original):
    """`_build_one(req, output_dir, ...)` of wheel_builder: when it returns, the wheel is in its place."""

    def build_one(req, *args, **kwargs):
        outer = getattr(current.local, "built", None)
        current.local.built = None
        try:
            with current.working_on(req):
                result = original(req, *args, **kwargs)
        except BaseException as error:
            _close_built(*current.outcome(error))
            raise
        else:
            _close_built(*((OK, None) if result else ("failed", "the wheel is not valid")))
        finally:
            current.local.built = outer
        return result

    return build_one


def _close_built(outcome, reason):
    if current.local.built is not None:
        current.local.built.done(outcome, reason)


def wrap_builder(original):
    """`build_wheel_pep517`, `_legacy` and `_editable` of wheel_builder: return the path of a new wheel, or None."""

    def build_wheel(*args, **kwargs):
        path = original(*args, **kwargs)
        current.check()  # They take any exception for a failed build.
        if path is None:
            return None
        requirement = current.requirement
        bits = describe.Bits(path, False)
        passed = current.enter(
            "pip.built",
            lambda operation: _describe_requirement(
                requirement, operation, bits, "wheel", describe.LOCALLY_BUILT, archive=_archive_of(requirement)
            ),
            bits,
        )
        current.local.built = passed
        if requirement is not None:
            describe.record_of(requirement).bound = _digest_after(passed)
        if passed.patch is not None:
            _copy_over(passed.patch["path"], path)
        return path

    return build_wheel


def _archive_of(requirement):
    """The archive that a wheel was built of, where its source is what the archive holds."""
    record = describe.record_of(requirement) if requirement is not None else None
    return record.archive if record is not None and not record.is_patched else None


def _copy_over(source, target):
    import shutil

    shutil.copyfile(source, target)


def _apply_builders(module):
    names = [name for name in vars(module) if name.startswith("build_wheel_")]
    for name in names:
        Point(name, wrap_builder).apply(module)
    _applied[(module.__name__, "build_wheel_pep517")] = "build_wheel_pep517" in names


# Build environments


def wrap_environment_init(original):
    """`BuildEnvironment.__init__`, or that of its two kinds from pip 26.2 on."""

    def init(self, *args, **kwargs):
        original(self, *args, **kwargs)
        folders = getattr(self, "lib_dirs", None) or getattr(self, "_lib_dirs", None)
        if not folders:
            current.gates.undecided("the run", ValueError("a build environment of pip has no folder for libraries"))
            current.check()
        if hasattr(self, "_temp_dir"):
            current.made.append(self._temp_dir.path)  # pip 20.0 leaves it there where a download fails.
        carry.plant(folders[0])
        for folder in folders:
            current.proof.watch(folder)

    return init


def wrap_install_requirements(original):
    """`install_requirements(self, ...)`: runs another pip, or from pip 26.0 on, where asked for, this one again."""

    def install_requirements(self, *args, **kwargs):
        outer, context = current.context.build_requirement, current.context
        context.build_requirement = True
        try:
            with current.within(_installing_operation() or ""), carry.variable("WEIR_BUILD_REQUIREMENT", "1"), _child():
                result = original(self, *args, **kwargs)
        except BaseException as error:
            _after_child(error, _exit_code(error))
            raise
        finally:
            context.build_requirement = outer
        return result

    return install_requirements


# Writing and removing


def wrap_install_given(original):
    """`install_given_reqs(requirements, ...)`: all gates are passed before the first file is written."""

    def install_given_reqs(*args, **kwargs):
        requirements = args[0] if args else kwargs.get("requirements", kwargs.get("to_install"))
        prefix = kwargs.get("prefix") if current.context.build_requirement else None
        with current.context.installing_below(prefix):
            for requirement in requirements:
                pass_write_gates(requirement, kwargs)
        return original(*args, **kwargs)

    return install_given_reqs


def pass_write_gates(requirement, options):
    """Pass the gates before a requirement is installed. `options` are those of pip's function that installs it."""
    with current.working_on(requirement):
        _enter_write(requirement, options)


def _enter_write(requirement, options):
    record = describe.record_of(requirement)
    bits = describe.source_bits(requirement, record)
    dist = describe.find_installed(requirement.name) if requirement.should_reinstall else None
    built = bits.path != (record.link.file_path if record.link is not None and record.link.is_file else None)
    flags = describe.LOCALLY_BUILT if built and record.kind != "wheel" and not bits.is_tree else 0
    passed = current.enter(
        "pip.write",
        lambda operation: _describe_requirement(
            requirement, operation, bits, record.kind, flags,
            installed=describe.installed_as(dist) if dist is not None else None,
            scheme=None if bits.is_tree else describe.scheme(current.context, requirement, options),
        ),
        bits,
    )
    _require_bound(passed, record, bits)
    if passed.patch is not None:
        _use_patch(requirement, record, bits, passed.patch["path"])
    current.writes[id(requirement)] = passed
    if dist is not None:
        current.removals[describe.dist_name(dist)] = _enter_uninstall(dist, passed.operation)


def wrap_install(original):
    """`InstallRequirement.install(self, ...)`: the last open of the wheel."""

    def install(self, *args, **kwargs):
        passed = current.writes.pop(id(self), None)
        if passed is None:
            pass_write_gates(self, kwargs)
            passed = current.writes.pop(id(self))
        try:
            with current.working_on(self), current.within(passed.operation), _last_check(self, passed):
                result = original(self, *args, **kwargs)
        except BaseException as error:
            passed.done(*current.outcome(error))
            raise
        passed.done(OK)
        return result

    return install


@contextlib.contextmanager
def _last_check(requirement, passed):
    """Copy the wheel, and let pip read the copy: other distributions of this command may have run code meanwhile."""
    bits = describe.source_bits(requirement, describe.record_of(requirement))
    if bits.is_tree:
        yield
        return
    copy = _seal(passed, bits.path)
    current.local.sealed, current.local.sealed_for = copy, passed
    try:
        _require_same(passed, "the wheel at %s" % bits.path, _digest_after(passed), copy.digest)
        yield
    finally:
        current.local.sealed = None
        copy.close()


def _seal(passed, path):
    try:
        return sealed.Sealed(path)
    except (ManifestError, EnvironmentError) as error:
        _tampered(passed, "the wheel at %s cannot be read any more: %s" % (path, error))
        raise


def _require_same(passed, what, judged, found):
    if judged != found:
        _tampered(passed, "%s changed after it was judged: it was %s, and is %s" % (what, judged, found))


def _tampered(passed, message):
    current.gates.tampered(passed, message)
    if current.gates.refusal is not None:
        current.leave_nothing()
    current.check()


def sealed_at(path):
    copy = getattr(current.local, "sealed", None)
    return copy if copy is not None and copy.path == path else None


def wrap_install_wheel(original):
    """`install_wheel(name, wheel_path, scheme, ...)`: writes the files of a wheel."""

    def install_wheel(name, wheel_path, scheme, *args, **kwargs):
        copy = sealed_at(wheel_path)
        if copy is None:
            return original(name, wheel_path, scheme, *args, **kwargs)
        said = kwargs.get("direct_url")  # From pip 20.1 on.
        said = said.to_json() if said is not None else None
        _require_true(said)
        with copy.as_zipfile() as archive, written_as_judged(archive, scheme, said):
            return original(name, wheel_path, scheme, *args, **kwargs)

    return install_wheel


def _require_true(said):
    """What pip will write of where a distribution came from is what its gates were told."""
    passed, requirement = current.local.sealed_for, current.requirement
    if said is None or requirement is None:
        return
    record = describe.record_of(requirement)
    url, kind = passed.arguments[_URL], record.kind
    built_of = describe.cached_for(requirement) if record.from_cache else None
    if built_of is not None:  # The gates were told of the wheel in the cache, and pip writes down what it was built of.
        url, kind = redact.url(built_of.url), "vcs" if built_of.is_vcs else "archive"
    odd = origin.odd(said, url, kind, record.fetched)
    if odd is not None:
        _tampered(passed, "pip would write down another origin than was judged (direct_url.json): %s" % odd)


@contextlib.contextmanager
def written_as_judged(archive, scheme, direct_url=None):
    """What is written meanwhile of a wheel is what was judged, or is taken back."""
    writing = written.Writing(archive, scheme, direct_url)
    try:
        yield
        difference = writing.difference()
        if difference is not None:
            _tampered(current.local.sealed_for, "what was installed is not what was judged: %s" % difference)
    except Exception:
        writing.take_back()  # pip puts the old version back, and leaves the new files where they are.
        raise


def wrap_zip_file(original):
    """`ZipFile(path, ...)`, as `operations.install.wheel` knows it."""

    def open_zip(file, *args, **kwargs):
        copy = sealed_at(file)
        return original(copy.file if copy is not None else file, *args, **kwargs)

    return open_zip


def wrap_filesystem_wheel(original):
    """`FilesystemWheel(path)`, as `operations.install.wheel` knows it from pip 21.3 on: its entry points and RECORD."""

    def open_wheel(location, *args, **kwargs):
        copy = sealed_at(location)
        return sealed.Wheel(copy) if copy is not None else original(location, *args, **kwargs)

    return open_wheel


def wrap_unpack_wheel(original):
    """`unpack_file(path, folder)`, as `operations.install.wheel` knows it in pip 20.0 and 20.1."""

    def unpack_wheel(filename, location, *args, **kwargs):
        copy = sealed_at(filename)
        if copy is None:
            return original(filename, location, *args, **kwargs)
        unpacking = pips.load("pip._internal.utils.unpacking")
        return unpacking.unzip_file("/dev/fd/%d" % copy.file.fileno(), location, flatten=False)

    return unpack_wheel


def _enter_uninstall(dist, parent):
    return current.enter(
        "pip.uninstall", lambda operation: describe.installed(current.context, dist, operation, parent=parent)
    )


def wrap_remove(original):
    """`UninstallPathSet.remove(self, ...)`: moves the files of a distribution away."""

    def remove(self, *args, **kwargs):
        dist = getattr(self, "_dist", None) or self.dist
        passed = current.removals.pop(describe.dist_name(dist), None) or _enter_uninstall(dist, current.parent)
        current.removing[id(self)] = passed
        current.check()
        try:
            with current.within(passed.operation):
                return original(self, *args, **kwargs)
        except BaseException as error:
            passed.done(*current.outcome(error))
            raise

    return remove


def wrap_allowed_to_proceed(original):
    """`UninstallPathSet._allowed_to_proceed(self, ...)`: asks the user."""

    def allowed_to_proceed(self, *args, **kwargs):
        answer = original(self, *args, **kwargs)
        if not answer and id(self) in current.removing:
            current.removing.pop(id(self)).done("cancelled", "the user said no")
        return answer

    return allowed_to_proceed


def wrap_commit(original):
    def commit(self, *args, **kwargs):
        result = original(self, *args, **kwargs)
        _close_removing(self, OK, None)
        return result

    return commit


def wrap_rollback(original):
    def rollback(self, *args, **kwargs):
        result = original(self, *args, **kwargs)
        _close_removing(self, "failed", "what was removed is back")
        return result

    return rollback


def _close_removing(path_set, outcome, reason):
    passed = current.removing.pop(id(path_set), None)
    if passed is not None:
        passed.done(outcome, reason)


_ENVIRONMENT = "pip._internal.build_env"
_INSTALL_WHEEL = "pip._internal.operations.install.wheel"
_MAIN_PARSER = "pip._internal.cli.main_parser"
_PREPARE = "pip._internal.operations.prepare"

POINTS = {
    "pip._internal.cli.base_command": [Point("Command.main", wrap_main)],
    "pip._internal.index.package_finder": [
        Point("PackageFinder.find_all_candidates", wrap_find_all_candidates),
        Point("PackageFinder.find_best_candidate", wrap_find_best_candidate, needed=False),
    ],
    "pip._internal.network.cache": [
        Point("SafeFileCache.get", wrap_cache),
        Point("SafeFileCache.set", wrap_cache),
    ],
    "pip._internal.network.download": [
        Point("Downloader.__call__", wrap_download),
        Point("BatchDownloader.__call__", wrap_batch_download, needed=False),
        Point("_get_http_response_filename", wrap_response_filename),
    ],
    _INSTALL_WHEEL: [
        Point("install_wheel", wrap_install_wheel),
        Point("ZipFile", wrap_zip_file, everywhere=False),
        Point("FilesystemWheel", wrap_filesystem_wheel, needed=False, everywhere=False),
        Point("unpack_file", wrap_unpack_wheel, needed=False, everywhere=False),
    ],
    _PREPARE: [
        Point("_download_http_url", wrap_download_http_url, needed=False),
        Point("unpack_vcs_link", wrap_unpack_vcs_link),
        Point("unpack_file", wrap_unpack_file),
        Point("get_metadata_distribution", wrap_metadata_distribution, needed=False, everywhere=False),
        Point("dist_from_wheel_url", wrap_dist_from_wheel_url, needed=False, everywhere=False),
        Point("make_distribution_for_install_requirement", wrap_make_distribution),
        Point("_get_prepared_distribution", wrap_get_prepared_distribution),
        Point("RequirementPreparer.prepare_linked_requirement", wrap_prepare_requirement),
        Point("RequirementPreparer._prepare_linked_requirement", wrap_prepare_requirement, needed=False),
        Point("RequirementPreparer.prepare_editable_requirement", wrap_prepare_requirement),
        Point("RequirementPreparer.prepare_linked_requirements_more", wrap_prepare_more, needed=False),
    ],
    "pip._internal.req.req_install": [
        Point("unpack_file", wrap_unpack_file, needed=False),
        Point("InstallRequirement.update_editable", wrap_update_editable),
        Point("InstallRequirement.install", wrap_install),
    ],
    "pip._internal.req": [Point("install_given_reqs", wrap_install_given)],
    "pip._internal.req.req_uninstall": [
        Point("UninstallPathSet.remove", wrap_remove),
        Point("UninstallPathSet.commit", wrap_commit),
        Point("UninstallPathSet.rollback", wrap_rollback),
        Point("UninstallPathSet._allowed_to_proceed", wrap_allowed_to_proceed, needed=False),
    ],
    "pip._internal.self_outdated_check": [
        Point("pip_self_version_check", wrap_version_check, needed=False),
        Point("pip_self_version_check_fetch", wrap_version_check, needed=False),
    ],
    "pip._internal.utils.subprocess": [Point("call_subprocess", wrap_call_subprocess)],
    "pip._internal.wheel_builder": [
        Point("_build_one", wrap_build_one),
        Point("_get_cache_dir", wrap_get_cache_dir),
    ],
    "pip._vendor.pep517.wrappers": [Point("Pep517HookCaller._call_hook", wrap_call_hook)],
    "pip._vendor.pyproject_hooks._impl": [Point("BuildBackendHookCaller._call_hook", wrap_call_hook)],
    _ENVIRONMENT: [
        Point("BuildEnvironment.__init__", wrap_environment_init),
        Point("BuildEnvironment.install_requirements", wrap_install_requirements),
    ],
    _ENVIRONMENT + ".virtual": [
        Point("VirtualBuildEnvironment.__init__", wrap_environment_init),
        Point("VirtualBuildEnvironment.install_requirements", wrap_install_requirements),
    ],
    _ENVIRONMENT + ".venv": [
        Point("VenvBuildEnvironment.__init__", wrap_environment_init),
        Point("VenvBuildEnvironment.install_requirements", wrap_install_requirements),
    ],
}

NEEDED_TO_UNINSTALL = [["pip._internal.req.req_install"], ["pip._internal.req.req_uninstall"]]
NEEDED = NEEDED_TO_UNINSTALL + [
    ["pip._internal.index.package_finder"],
    ["pip._internal.network.cache"],
    ["pip._internal.network.download"],
    [_PREPARE],
    ["pip._internal.req"],
    ["pip._internal.utils.subprocess"],
    ["pip._internal.wheel_builder"],
    ["pip._vendor.pyproject_hooks._impl", "pip._vendor.pep517.wrappers"],
    [_ENVIRONMENT + ".virtual", _ENVIRONMENT],
    [_ENVIRONMENT + ".venv", _ENVIRONMENT],
]
# By command; None stands for all others.
NEEDED_BY = {None: NEEDED, "install": NEEDED + [[_INSTALL_WHEEL]], "uninstall": NEEDED_TO_UNINSTALL}

current.missing = missing
