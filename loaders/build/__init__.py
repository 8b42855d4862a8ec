"""From a folder of official files to a pack: `python -m loaders build`."""
