"""From data to Plotly figures and colors, as pure functions."""
