"""The method: settings and tables in, results out. Each rule lives in the module that carries its name."""
