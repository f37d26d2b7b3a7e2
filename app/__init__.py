"""The Streamlit front end. Only views, controls, stage, session and main know Streamlit."""
