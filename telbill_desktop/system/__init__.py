"""The machine below the program: paths, settings, resources, catalogue, formats, worker process."""
