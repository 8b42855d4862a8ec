"""The sample London: a made-up pack that looks and behaves like a real one and says that it is not."""

from loaders.sample.build import SEED, build_sample

__all__ = ["SEED", "build_sample"]
