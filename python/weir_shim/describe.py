"""Turns what pip knows into the arguments of events (spec/events.md). Reads pip's objects, never changes them."""

import contextlib
import json
import os
import re
import site
import sys
import weakref

from weir_shim import manifest, pips, redact

CONTRACT = 1

EDITABLE, PINNED, UPDATE, USER_REQUESTED, BUILD_DEPENDENCY, FROM_CACHE, LOCALLY_BUILT, YANKED, DRY_RUN, DIRECT_URL = (
    1 << bit for bit in range(10)
)

INTERPRETER = "%d.%d.%d" % sys.version_info[:3]

_records = weakref.WeakKeyDictionary()


class Context(object):
    """What is the same for all events of a command."""

    def __init__(self, version, options=None, build_requirement=False):
        self.version = version
        self.options = options
        self.build_requirement = build_requirement
        self._build_prefix = None
        self._installed = None

    def option(self, name, default=None):
        return getattr(self.options, name, default)

    @property
    def target(self):
        """The folder that distributions are put into as they are, or None."""
        chosen = self.option("target_dir")
        return os.path.abspath(chosen) if chosen else None

    @property
    def prefix(self):
        """The folder that is installed below."""
        return self._build_prefix or self.target or self._prefix_below_root()

    @contextlib.contextmanager
    def installing_below(self, prefix):
        """For a while: this process fills a build environment itself, below this prefix. No change where it is None."""
        outer, self._build_prefix = self._build_prefix, prefix or self._build_prefix
        try:
            yield
        finally:
            self._build_prefix = outer

    def _prefix_below_root(self):
        user = getattr(site, "USER_BASE", None) if self.option("use_user_site") else None
        prefix = os.path.abspath(self.option("prefix_path") or user or sys.prefix)
        root = self.option("root_path")
        return os.path.join(os.path.abspath(root), os.path.splitdrive(prefix)[1].lstrip(os.sep)) if root else prefix

    @property
    def into_own_environment(self):
        elsewhere = ("target_dir", "prefix_path", "root_path", "ignore_installed")
        return not self.build_requirement and not any(self.option(name) for name in elsewhere)

    def installed_before(self, name):
        """Return what was installed under a name when this command first asked, or None.

        pip looks through all that is installed to find one; here that is done once. Until the gates are passed, a
        command changes nothing of it.
        """
        if self._installed is None:
            self._installed = list_installed()
        return self._installed.get(_normalized(name)) if self._installed else find_installed(name)


class Record(object):
    """What was known of a requirement when it was first seen; pip overwrites some of it later."""

    def __init__(self, requirement):
        link = requirement.link
        self.link = link
        self.kind = _kind(requirement, link)
        self.direct = getattr(requirement, "original_link", None) is not None
        # Where a wheel is named by its place alone, pip makes up a requirement from its file name.
        asked = not self.direct or self.kind != "wheel" or bool(getattr(requirement.req, "url", None))
        self.specifier = _specifier(requirement) if asked else None
        self.pinned = asked and requirement.req is not None and requirement.is_pinned
        self.from_cache = _is_from_cache(requirement)
        self.chain_end = redact.text(link.url) if link is not None else "?"
        self.archive = None
        self.fetched = None  # The digest of the wheel or the source archive, as it was when it came.
        self.bound = None  # The digest of the wheel that passed its gate last, or that the engine vouches for.
        self.is_patched = False
        self.is_update = None  # Not known yet. What is installed can be asked only until pip takes it away.
        self.served_metadata = None  # The digest of the metadata that pip resolved with, where an index served that.
        self.tree = None  # That of the source tree, as it was at its gate, or when its last hook had run.

    @property
    def is_user_folder(self):
        return self.kind == "directory"


def record_of(requirement):
    """Return the Record of a requirement; made at the first call."""
    record = _records.get(requirement)
    if record is None or (record.link is None and requirement.link is not None):
        record = _records[requirement] = Record(requirement)
    return record


def is_bound(requirement):
    """Whether it is settled which wheel a requirement has."""
    record = _records.get(requirement)
    return record is not None and record.bound is not None


class Bits(object):
    """A file or a tree that a gate is about."""

    def __init__(self, path, is_tree, user_folder=False):
        self.path = path
        self.is_tree = is_tree
        self.user_folder = user_folder
        self.left_out = []
        self.digest = None

    def hash(self):
        """Return the digest as it is now. Raises ManifestError."""
        if self.is_tree:
            digest, self.left_out = manifest.digest_tree(self.path, user_folder=self.user_folder)
            return digest
        return manifest.digest_file(self.path)

    def hash_without(self, folder):
        """The digest of a tree as it was before a folder without anything in it was made there."""
        text, _ = manifest.manifest_of(self.path, user_folder=self.user_folder)
        return manifest.digest_text(text.replace(b"d\t-\t-\t" + folder + b"\n", b"", 1))

    def try_hash(self):
        try:
            self.digest = self.hash()
        except manifest.ManifestError:
            self.digest = None
        return self.digest


def source_bits(requirement, record):
    """Return the Bits of a requirement: its wheel, or its source tree."""
    if requirement.link is not None and requirement.link.is_wheel and requirement.local_file_path:
        return Bits(requirement.local_file_path, False)
    return Bits(requirement.source_dir, True, record.is_user_folder or requirement.editable)


def distribution(context, requirement, operation, bits=None, link=None, flags=0, **extra):
    """Return the distribution tuple. `link` is given where something else than the requirement's own link is meant."""
    record = record_of(requirement)
    own = requirement.link is link or link is None
    shown = record.link if own else link
    arguments = _basic(context, requirement, record, shown)
    extra.update(_extra_of_link(shown))
    extra["vcs"] = _vcs(requirement)
    if record.archive is not None and "archive" not in extra and (bits is None or bits.is_tree):
        extra["archive"] = record.archive
    bits_digest = bits.try_hash() if bits is not None else None
    if bits is not None and bits.left_out:
        extra["left_out"] = [redact.clean(name) for name in bits.left_out]
    if bits is not None and bits.path.endswith(".whl"):
        arguments = arguments[:2] + ("wheel",) + arguments[3:]
    return arguments + (
        _filename(requirement, record, shown, bits),
        redact.clean(bits.path) if bits is not None else None,
        flags | _flags(context, requirement, record),
        bits_digest,
        operation,
        _json(_with_environment(context, extra)),
    )


def _basic(context, requirement, record, link):
    return (
        CONTRACT,
        context.version,
        record.kind,
        _clean_or_none(requirement.name),
        version_of(requirement, record),
        _url(record, link),
        record.specifier,
        chain(requirement),
        _hashes(requirement, record),
    )


def _url(record, link):
    if link is None:
        return None
    # What follows `#` says something only where the user wrote it; an index puts its own hash there.
    return redact.url(link.url if record.direct else link.url_without_fragment)


def installed(context, dist, operation, **extra):
    """Return the distribution tuple for what is installed and will be removed."""
    name = dist_name(dist)
    extra["installed"] = installed_as(dist)
    editable = _is_editable(dist)
    return (
        CONTRACT, context.version, "directory" if editable else "wheel", redact.clean(name), dist_version(dist),
        None, None, (redact.clean(name),), None, None, None, EDITABLE if editable else 0, None, operation,
        _json(_with_environment(context, extra)),
    )


def unknown(context, operation, kind, link=None, bits=None, flags=0, **extra):
    """Return the distribution tuple for a step that belongs to no requirement we know of."""
    url = redact.url(link.url) if link is not None else None
    extra.update(_extra_of_link(link))
    digest = bits.try_hash() if bits is not None else None
    if bits is not None and bits.left_out:
        extra["left_out"] = [redact.clean(name) for name in bits.left_out]
    return (
        CONTRACT, context.version, kind, None, None, url, None,
        (url or (bits and redact.clean(bits.path)) or "?",), None,
        _clean_or_none(link.filename) if link is not None and kind not in ("vcs", "directory") else None,
        redact.clean(bits.path) if bits is not None else None, flags, digest, operation,
        _json(_with_environment(context, extra)),
    )


def with_extra(arguments, **more):
    """Return the arguments of an event with more in their last one."""
    return arguments[:-1] + (_json(dict(json.loads(arguments[-1]), **more)),)


def build_egg(context, operation, bits, requirement, **extra):
    """Return the distribution tuple for what easy_install has at hand for a requirement, or for None."""
    filename = os.path.basename(bits.path)
    kind = "directory" if bits.is_tree else "sdist"
    basic = unknown(context, operation, kind, bits=bits, flags=BUILD_DEPENDENCY, **extra)
    if requirement is None:
        return basic[:9] + (redact.clean(filename),) + basic[10:]
    name = redact.clean(requirement.project_name)
    version = _version_of_sdist(filename, requirement.project_name)
    specifier = redact.text(str(requirement.specifier))
    return basic[:3] + (name, version, None, specifier, (name,), None, redact.clean(filename)) + basic[10:]


def command(context, name, argv, operation, parent):
    """Return the command tuple."""
    extra = {
        "parent": parent,
        "indexes": _indexes(context),
        "find_links": [redact.text(link) for link in context.option("find_links") or ()],
        "no_index": bool(context.option("no_index")),
    }
    if context.build_requirement:
        extra["build_requirement"] = True
    return CONTRACT, context.version, name, redact.argv(argv), operation, _json(_with_environment(context, extra))


def candidates(context, project, specifier, found, operation, parent):
    """Return the candidates tuple."""
    extra = {"parent": parent, "prefix": redact.clean(context.prefix)}
    return (
        CONTRACT, context.version, redact.clean(project), specifier,
        tuple(_candidate(item) for item in found), operation, _json(extra),
    )


def kind_of_link(link):
    if link.is_wheel or _base_name(link).endswith(".whl.metadata"):
        return "wheel"
    if link.is_vcs:
        return "vcs"
    return "archive"


def version_of(requirement, record):
    """Return the version as far as pip knows it now."""
    link = requirement.link
    if link is not None and link.is_wheel:
        return version_in_filename(link.filename)
    known = requirement.__dict__.get("_metadata")
    if known is not None:
        return redact.clean(known["Version"])
    if record.kind == "sdist" and requirement.name:
        return _version_of_sdist(record.link.filename, requirement.name)
    return None


def version_in_filename(filename):
    pieces = filename.split("-")
    return redact.clean(pieces[1]).replace("_", "-") if len(pieces) > 2 else None


def chain(requirement):
    """Return what asked for a requirement: itself, its parent, up to the root."""
    result = []
    while requirement is not None and not isinstance(requirement, (str, type(u""))) and len(result) < 1000:
        name = requirement.name
        result.append(redact.clean(name) if name else record_of(requirement).chain_end)
        requirement = requirement.comes_from
    return tuple(result)


def dist_name(dist):
    """The name of an installed distribution, in either of the two forms that pip has had for one."""
    return getattr(dist, "raw_name", None) or getattr(dist, "project_name", None) or str(dist)


def dist_version(dist):
    return redact.clean(str(dist.version))


def installed_as(dist):
    path = getattr(dist, "info_location", None) or getattr(dist, "egg_info", None) or getattr(dist, "location", None)
    return {"version": dist_version(dist), "path": redact.clean(str(path)) if path else None}


def scheme(context, requirement, options):
    """Return the folders that pip will write a wheel into, by the names that wheels have for them.

    `options` are those of pip's function that installs it.
    """
    target = None if context.build_requirement else context.target
    if target is not None:
        found = dict.fromkeys(_SCHEMES, target)  # pip installs elsewhere, and in the end moves all of it there.
        found["scripts"] = os.path.join(target, "bin")
    else:
        found = _scheme_of_pip(requirement, options)
    return {name: redact.clean(found[name]) for name in _SCHEMES}


_SCHEMES = ("purelib", "platlib", "scripts", "data")


def _scheme_of_pip(requirement, options):
    locations = pips.loaded("pip._internal.locations") or sys.modules["pip.locations"]
    asked = {name: options[name] for name in ("root", "prefix") if options.get(name)}
    asked["user"] = bool(options.get("use_user_site", getattr(requirement, "use_user_site", False)))
    asked["isolated"] = bool(getattr(requirement, "isolated", False))
    if hasattr(locations, "get_scheme"):
        found = locations.get_scheme(requirement.name, **asked)
        return {name: getattr(found, name) for name in _SCHEMES}
    return locations.distutils_scheme(requirement.name, **asked)


def find_installed(name):
    """Return what is installed under a name in the environment that pip runs in, or None."""
    metadata = pips.loaded("pip._internal.metadata")
    misc = pips.loaded("pip._internal.utils.misc")
    try:
        if hasattr(misc, "get_distribution"):
            return misc.get_distribution(name)  # Up to 21.3, where what is removed is of this form.
        if metadata is not None:
            return metadata.get_default_environment().get_distribution(name)
        return pips.loaded("pip._vendor.pkg_resources").get_distribution(name)
    except Exception:
        return None


def list_installed():
    """Return what is installed in the environment that pip runs in, by PEP 503 name; empty where pip cannot list it."""
    metadata = pips.loaded("pip._internal.metadata")
    found = {}
    try:
        for dist in metadata.get_default_environment().iter_all_distributions():
            found.setdefault(_normalized(dist.canonical_name), dist)  # The first on the path counts.
    except Exception:
        return {}
    return found


def _kind(requirement, link):
    if link is None:
        return "directory"
    if link.is_wheel:
        return "wheel"
    if link.is_vcs:
        return "vcs"
    if requirement.editable or link.is_existing_dir():
        return "directory"
    return "archive" if getattr(requirement, "original_link", None) is not None else "sdist"


def _specifier(requirement):
    return redact.text(str(requirement.req.specifier)) if requirement.req is not None else None


def _is_from_cache(requirement):
    if getattr(requirement, "is_wheel_from_cache", False):
        return True
    return bool(getattr(requirement, "original_link_is_in_wheel_cache", False)) or _is_in_wheel_cache(requirement.link)


def cached_for(requirement):
    """The link that pip has looked up in its cache of wheels; up to pip 23.0 the user's own, where there is one."""
    return getattr(requirement, "cached_wheel_source_link", None) or getattr(requirement, "original_link", None)


def _is_in_wheel_cache(link):
    # Before pip 20.1 nothing but the place of the file tells.
    return link is not None and link.is_wheel and link.is_file and is_in_wheel_cache(link.file_path)


def is_in_wheel_cache(path):
    cache = getattr(is_in_wheel_cache, "folder", None)
    return cache is not None and os.path.realpath(path).startswith(cache + os.sep)


def remember_cache(folder):
    """Say where pip keeps its wheel cache."""
    is_in_wheel_cache.folder = os.path.realpath(os.path.join(folder, "wheels")) if folder else None


def _flags(context, requirement, record):
    flags = EDITABLE if requirement.editable else 0
    flags |= PINNED if record.pinned else 0
    flags |= UPDATE if _is_update(context, requirement, record) else 0
    flags |= BUILD_DEPENDENCY if context.build_requirement else USER_REQUESTED if _is_user_supplied(requirement) else 0
    flags |= FROM_CACHE | LOCALLY_BUILT if record.from_cache else 0
    flags |= YANKED if _yanked(record.link) is not None else 0
    flags |= DRY_RUN if context.option("dry_run") else 0
    return flags | (DIRECT_URL if record.direct else 0)


def _is_user_supplied(requirement):
    supplied = getattr(requirement, "user_supplied", None)
    if supplied is not None:
        return supplied
    return requirement.comes_from is None or isinstance(requirement.comes_from, (str, type(u"")))


def _is_update(context, requirement, record):
    if not context.into_own_environment or not requirement.name:
        return False
    version = version_of(requirement, record)
    if record.is_update is None and version is not None:
        dist = context.installed_before(requirement.name)
        record.is_update = dist is not None and dist_version(dist) != version
    return bool(record.is_update)


def _hashes(requirement, record):
    options = getattr(requirement, "hash_options", None)
    if options is None:
        options = (getattr(requirement, "options", None) or {}).get("hashes")
    found = {"%s:%s" % (name, value) for name, values in (options or {}).items() for value in values}
    link = getattr(requirement, "original_link", None)
    if link is not None and link.hash and _is_user_supplied(requirement):
        found.add("%s:%s" % (link.hash_name, link.hash))
    return tuple(sorted(redact.clean(item) for item in found)) or None


def _filename(requirement, record, link, bits):
    if bits is not None and not bits.is_tree:
        path = bits.path
        return redact.clean(link.filename if link is not None and record.kind != "vcs" and _same_name(link, path)
                            else os.path.basename(path))
    if link is None or record.kind in ("vcs", "directory"):
        return None
    return redact.clean(link.filename)


def _same_name(link, path):
    return os.path.splitext(link.filename)[1] == os.path.splitext(path)[1]


def _extra_of_link(link):
    if link is None:
        return {}
    page = link.comes_from
    extra = {
        "index": redact.url(getattr(page, "url", page)) if page is not None else None,
        "requires_python": _clean_or_none(link.requires_python),
        "upload_time": _time(getattr(link, "upload_time", None)),
        "yanked": _clean_or_none(_yanked(link)),
    }
    return {name: value for name, value in extra.items() if value is not None}


def _vcs(requirement):
    # pip knows the commit before the gate from 22.2 on; of a wheel in its cache, only what a file beside that claims.
    if record_of(requirement).from_cache:
        return None
    info = getattr(getattr(requirement, "download_info", None), "to_dict", dict)()
    commit = (info.get("vcs_info") or {}).get("commit_id")
    return {"commit": redact.clean(commit), "url": redact.url(info.get("url", ""))} if commit else None


def _yanked(link):
    return getattr(link, "yanked_reason", None)


def _time(moment):
    return redact.clean(moment.isoformat()) if moment is not None else None


def _candidate(item):
    link = item.link
    return (
        redact.clean(str(item.version)),
        redact.clean(link.filename),
        redact.url(link.url_without_fragment),
        _link_hashes(link),
        _clean_or_none(_yanked(link)),
        _time(getattr(link, "upload_time", None)),
        _clean_or_none(link.requires_python),
    )


def _link_hashes(link):
    hashes = dict(getattr(link, "_hashes", None) or {})
    if not hashes and link.hash:
        hashes = {link.hash_name: link.hash}
    return tuple(sorted(redact.clean("%s:%s" % pair) for pair in hashes.items()))


def _indexes(context):
    if context.option("no_index"):
        return []
    main = context.option("index_url")
    urls = ([main] if main else []) + list(context.option("extra_index_urls") or ())
    return [redact.url(url) for url in urls]


def _is_editable(dist):
    return bool(getattr(dist, "editable", False))


def _version_of_sdist(filename, name):
    for ending in (".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar.xz", ".tar"):
        if filename.endswith(ending):
            stem = filename[: -len(ending)]
            break
    else:
        return None
    matches = _plain(stem[: len(name)]) == _plain(name) and stem[len(name):len(name) + 1] == "-"
    return redact.clean(stem[len(name) + 1:]) if matches else None


def _normalized(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def _plain(name):
    return name.lower().replace("_", "-").replace(".", "-")


def _base_name(link):
    return link.url_without_fragment.rsplit("/", 1)[-1]


def _clean_or_none(value):
    return None if value is None else redact.clean(value)


def _with_environment(context, extra):
    extra = {name: value for name, value in extra.items() if value is not None}
    extra["interpreter"] = INTERPRETER
    extra["prefix"] = redact.clean(context.prefix)
    return extra


def _json(extra):
    kept = {name: value for name, value in extra.items() if value is not None}
    return json.dumps(kept, sort_keys=True, ensure_ascii=False)
