"""Engines, a file each: they keep a store's quads and answer its SPARQL, as `protocol.Engine` asks."""
