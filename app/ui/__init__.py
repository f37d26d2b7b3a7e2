"""All that knows Streamlit and serves every page: session, controls, components."""
