"""The settings of this reader; all that every reader wants is set by the compiler."""

project = "The Great Leap Forward: A Reader"
author = "The editors"
extensions = ["coursereader"]

reader_subtitle = "Sources on China, 1958–1962, with notes and questions"
reader_description = "A course reader on the Great Leap Forward and the famine that followed it."
reader_keywords = ["Great Leap Forward", "China", "famine", "course reader"]
reader_imprint = [
    "Headnotes, précis, notes and questions are the editors’ own words, under the licence Creative Commons "
    "Attribution 4.0. The works they describe belong to their holders.",
    "Passage numbers are provisional until the first release.",
    "Set in EB Garamond and Noto Serif SC.",
]
