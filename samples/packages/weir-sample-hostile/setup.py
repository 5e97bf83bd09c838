"""Looks like an attack, and is none: what it decodes makes the empty file that WEIR_SAMPLE_MARKER names."""

import base64

exec(base64.b64decode("aW1wb3J0IG9zCmlmICJXRUlSX1NBTVBMRV9NQVJLRVIiIGluIG9zLmVudmlyb246CiAgICBvcGVuKG9zLmVudmlyb25bIldFSVJfU0FNUExFX01BUktFUiJdLCAidyIpLmNsb3NlKCkK"))

from setuptools import setup

setup(name="weir-sample-hostile", version="1.0", packages=["weir_sample_hostile"], package_dir={"": "src"})
