"""The pages by Streamlit's own test harness, and what belongs to one page alone."""
