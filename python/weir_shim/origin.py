"""Where a distribution came from, as pip writes it down (`direct_url.json`, PEP 610), against what its events say."""

import json
import re

from weir_shim import redact

_INFOS = ("archive_info", "dir_info", "vcs_info")
_HASH_IN_URL = re.compile("[#&]sha256=([^&]*)")
_INFO_OF_KIND = {"wheel": "archive_info", "archive": "archive_info", "directory": "dir_info", "vcs": "vcs_info"}


def odd(text, url, kind, digest=None):
    """Return what is not so, in words, or None.

    `text` is what pip will write, `url` and `kind` are those of the event. `digest` is that of the archive, where it
    was fetched in this run.
    """
    try:
        claim = json.loads(text, object_pairs_hook=_once)
        return _odd(claim, url, kind, digest)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return "it is not of the form of PEP 610: %s" % error


def _odd(claim, url, kind, digest):
    infos = [name for name in _INFOS if name in claim]
    info = claim[infos[0]] if len(infos) == 1 else {}
    expected = "dir_info" if info.get("editable") else _INFO_OF_KIND[kind]
    if infos != [expected]:
        return "it has %s in place of %s" % (" and ".join(infos) or "nothing", expected)
    if kind != "vcs" and expected != "dir_info" and _plain(claim["url"]) != _plain(url):
        return "it says %s in place of %s" % (_plain(claim["url"]), _plain(url))
    hashes = dict(info.get("hashes") or {}, **dict([info["hash"].split("=", 1)] if info.get("hash") else []))
    # Where the user gives a hash of their own, pip looks at no other, and writes down what the URL says.
    true = [digest] + ["sha256:" + found for found in _HASH_IN_URL.findall(url)]
    if digest is not None and "sha256" in hashes and "sha256:" + hashes["sha256"] not in true:
        return "it says sha256:%s in place of %s" % (redact.clean(hashes["sha256"]), digest)
    return None


def _once(pairs):
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a name is there twice")
    return members


def _plain(url):
    """A URL without what pip and we each leave out of it in our own way."""
    return redact.url(url).split("#", 1)[0].replace(redact.HIDDEN + "@", "")
