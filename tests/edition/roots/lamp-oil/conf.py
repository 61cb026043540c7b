"""A small invented reader, by which the edition is tested."""

project = "Lamp Oil: A Small Reader"
author = "Nobody in Particular"
extensions = ["coursereader"]
reader_subtitle = "Two ledgers of one county"
reader_keywords = ["lamps"]
reader_imprint = ["Nothing in it happened."]
