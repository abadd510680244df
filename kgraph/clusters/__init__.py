"""Reading on many machines, with the engines that exist for it: Dask in a build, Spark over a table of documents."""
