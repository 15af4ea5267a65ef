"""The screens, each a file that Streamlit's navigation runs."""
