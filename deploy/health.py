"""Ask the app in this container whether it is well: exit code 0 if it is.

For the image's HEALTHCHECK. The image has no curl, and needs none.
"""

import os
import sys
import urllib.request

base = os.environ.get("STREAMLIT_SERVER_BASE_URL_PATH", "").strip("/")
path = os.environ["GLASSNET_HEALTH_PATH"]
port = os.environ.get("STREAMLIT_SERVER_PORT", "8501")
url = f"http://127.0.0.1:{port}{f'/{base}' if base else ''}{path}"
# A proxy that the environment names is not for loopback.
opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
try:
    with opener.open(url, timeout=4) as answer:
        print(answer.read().decode())
except OSError as problem:
    sys.exit(f"not healthy: {problem}")
