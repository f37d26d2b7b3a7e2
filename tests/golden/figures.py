"""The tutorials' figures, and where data is found that is not part of the project."""

import json
import os
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent

#: What the tutorials print; the file names the source of each.
GOLDEN: dict[str, Any] = json.loads((HERE / "tutorials.json").read_text("utf-8"))

#: Where ex4data1.mat, ex4weights.mat and digits20.mat are looked for: they cannot be shipped.
DATA = Path(os.environ.get("GLASSNET_DATA", HERE.parents[2] / "shared" / "data"))
