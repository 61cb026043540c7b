"""The settings of the invented reader, which the test suite builds."""

project = "The Lamps of Qingshui"
author = "The Editors of the Invented Reader"
extensions = ["coursereader"]
bibtex_bibfiles = ["refs.bib"]
html_theme = "furo"
reader_subtitle = "Two Readings about a Reservoir that Never Was"
