"""Han: which signs are Chinese, for pages and for print alike."""

from __future__ import annotations

import re

#: Han characters and full-width signs.
HAN = r"[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003134f]+"
#: A run of them; quotation marks and dashes between two are Chinese as well.
RUN = re.compile(rf"{HAN}(?:[“”‘’—…·]+{HAN})*")
