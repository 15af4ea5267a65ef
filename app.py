"""The frame of the app: page, navigation, the screen.

Run it with `streamlit run app.py` or `geodash serve`. The server imports this file once to find `app`, which
adds the map's addresses to Streamlit's own; then Streamlit runs it as a script, at each change of a control.
"""

import streamlit as st
from streamlit.starlette import App

from geodash import bundle
from geodash.app import server
from geodash.errors import GeodashError

if __name__ == "__main__":
    from geodash.app import state  # not above: the server need not wait for the screens
    from geodash.app.panels import frame

    texts = state.texts()
    st.set_page_config(page_title=texts["app.title"], layout="wide", initial_sidebar_state="auto")
    frame.dress()
    screens = bundle.package("app", "screens")
    page = st.navigation(
        [
            st.Page(screens / "explore.py", title=texts["screen.explore"], default=True),
            st.Page(screens / "present.py", title=texts["screen.present"]),
            st.Page(screens / "articles.py", title=texts["screen.articles"]),
            st.Page(screens / "export.py", title=texts["screen.export"]),
            st.Page(screens / "about.py", title=texts["screen.about"]),
        ],
        position="top",
    )
    state.arrive(page.url_path)
    frame.show(mapped=page.url_path == "")
    try:
        page.run()
    except GeodashError as problem:  # written for the reader: file, row, remedy
        st.error(str(problem))
else:
    app = App(bundle.path("app.py"), routes=server.routes(), lifespan=server.warm)
