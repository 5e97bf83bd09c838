"""Below `weir run`: lets the programs that a Python starts load the shim, also where it makes up their environment."""

import functools
import os

from weir_shim import carry, texts

_ENV = 11  # The place of `env` among the positional parameters of `Popen.__init__`, self included.


def apply(name, module):
    """Patch the module `subprocess`."""
    original = module.Popen.__init__

    @functools.wraps(original)
    def init(self, *args, **kwargs):
        if kwargs.get("env") is not None:
            kwargs["env"] = _carrying(kwargs["env"])
        elif len(args) >= _ENV and args[_ENV - 1] is not None:
            args = args[:_ENV - 1] + (_carrying(args[_ENV - 1]),) + args[_ENV:]
        return original(self, *args, **kwargs)

    module.Popen.__init__ = init


def _carrying(environ):
    carrying = {texts.fsdecode(name): texts.fsdecode(value) for name, value in environ.items()}
    for name in carry.RUN:
        if name in os.environ:
            carrying.setdefault(name, os.environ[name])
    carry.hand_on_environment(carrying)
    return carrying
