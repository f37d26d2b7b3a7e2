"""The live pages: one module each, with its form, its task and its scene."""
