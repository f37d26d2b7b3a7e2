"""Glassnet: see how a neural network learns.

``python -m glassnet`` starts the app. An installed package holds the engine as ``glassnet.core``
and keeps all else that it brings, app and assets, in this folder too: no other package is touched.
"""
