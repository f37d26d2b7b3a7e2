"""Load: many visitors without a browser, who speak Streamlit's own protocol."""
