"""Glassnet: see how a neural network learns.

``python -m glassnet`` starts the app. An installed package holds the engine as ``glassnet.core``
and has app and assets in this folder too, so that it overwrites no other package.
"""
