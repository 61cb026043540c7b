"""A small invented reader with every construct the press must set, as records of chapters."""

from __future__ import annotations

from coursereader.edition.chapter import Book, Chapter

BOOK = Book(
    title="The Water at Stone Ferry",
    subtitle="A county reservoir in its own papers and in the talk of its neighbours, 1957–1971",
    author="Edited by Ines Marrow and Tobias Fell",
    language="en",
    edition="Test edition",
    description="A small invented reader on a reservoir that never was.",
    keywords=("reservoir", "lamp oil", "下放"),
    imprint=(
        "The words of this reader are invented, and may be used by anyone for anything.",
        "Set in EB Garamond and Noto Serif SC.",
        "Passages are cited by the letters and numbers in the margin, which are the same in every edition.",
    ),
)


def zh(text: str) -> str:
    """Mark a Chinese run as the edition does."""
    return f'<span lang="zh-Hans" class="zh">{text}</span>'


def note(number: int, text: str, chapter: str) -> str:
    """Make a note at its call."""
    return f'<span class="fn" id="{chapter}--note-{number}" role="doc-footnote"><span class="fnp">{text}</span></span>'


def passage(name: str, words: str, kind: str = "prose", speaker: str = "", locus: str = "", more: str = "") -> str:
    """Make one passage as the edition does."""
    beside = f'<p class="passage-locus">{locus}</p>' if locus else ""
    said = f'<p class="speaker">{speaker}</p>' if speaker else ""
    return (
        f'<div class="passage {kind}" id="{name}"><span class="passage-number">{name}</span>{beside}{said}'
        f'<div class="passage-body"><p>{words}</p></div>{more}</div>'
    )


PREFACE = f"""<section class="chapter" id="document-preface"><h1>Preface</h1>
<p>In the autumn of 1957 the county of Stone Ferry decided to have a lake. It had a river, the Ash, which was shallow for
ten months of the year and dangerous for two, and it had a gorge that the engineers of the province had once marked on a
map with a pencil. Nobody now remembers who proposed the dam. Everybody remembers the lamps.</p>
<p>This reader puts two kinds of paper side by side. The first is a recorded conversation between a schoolteacher and the
man who kept the tools; the second, a long essay that a surveyor wrote for no one in particular. Neither is the truth of
the matter. Read together, they show how a number came to be believed: see passage
<a class="passage-link xpage" href="#K3">K3</a>, and what the surveyor says of the same number in
<a class="passage-link xpage" href="#L2">L2</a>.{note(1, "The two were never in the same room, so far as we know, though the"
" tool store and the drawing office shared a wall.", "preface")}</p>
<p>Three words are left in Chinese throughout. {zh("下放")} (<em>xiàfàng</em>) is what happened to the surveyor, who was
sent down from the city; {zh("工分")} (<em>gōngfēn</em>), work points, are what he and everyone else were paid in; and a
{zh("大队")} (<em>dàduì</em>), or brigade, is what counted them. The essays explain the rest. Where a passage says less
than it seems to, a note says so, and the questions at the end of each unit ask why.</p>
<h2>How to use the numbers</h2>
<p>Every passage bears a number in the outer margin. It is the same in print, on a screen and in every edition, and a
citation needs nothing else. Beside it stands the place of the passage in the original, in italics.</p>
<ul class="simple"><li><p>Cite a passage by its number alone: K7.</p></li><li><p>Cite our introductions by page.</p></li>
<li><p>Give the address of the edition you read,
<a class="reference external" href="https://reader.example.org/stone-ferry/editions/test?from=print&amp;part=preface#cite">https://reader.example.org/stone-ferry/editions/test?from=print&amp;part=preface#cite</a>.</p></li></ul>
</section>"""

TURNS = (
    ("Teacher", "The teacher asks when he first heard that there would be a dam."),
    ("Storeman", "He heard it from the loudspeaker in the tea house, between the price of millet and a song. He did not believe it, because the same voice had promised a bus."),
    ("", "Then the surveyors came with their poles, and he believed the poles."),
    ("Teacher", "How many men were there in the first month?"),
    ("Storeman", "Four hundred, he says, and then corrects himself: four hundred were written down. A hundred and sixty ate in the kitchen, and he knows, for he counted the bowls."),
    ("Teacher", "She asks who wrote the number down."),
    ("Storeman", f"The clerk of the {zh('大队')}, who was paid in {zh('工分')} like anyone else and had a cousin in the county office. The cousin had asked for four hundred, and it would have been unfriendly to send fewer."),
    ("Teacher", "And the lamp oil?"),
    ("Storeman", "The oil went by the same number. Four hundred men need oil for four hundred lamps, so the barrels came, and there was light in that valley such as nobody had seen. They lit the path to the latrine. They lit the pigs. A man could have read a newspaper in the stable, had there been a newspaper."),
    ("", "He laughs, and then says that it was the only good winter."),
    ("Teacher", "She puts it to him that other witnesses speak of a bad winter."),
    ("Storeman", "That was the second."),
    ("Teacher", "What was different?"),
    ("Storeman", "They had counted the grain in the way they had counted the men."),
    ("Teacher", "Did anyone say so?"),
    ("Storeman", "The surveyor did, once. He was told that his instruments were from the city."),
    ("Teacher", "She asks about the tools: how many spades there were, whose they were, and what became of them when the work stopped in the spring and the men were sent home to plant."),
    ("Storeman", "Two hundred and twelve spades, of which thirty were good. People brought their own and took them back at night, and the store held the bad ones. When the inspectors came he borrowed, and the inspectors counted five hundred and were pleased."),
    ("Teacher", "Borrowed from whom?"),
    ("Storeman", "From the next brigade, which had borrowed his the week before."),
    ("Teacher", "And nobody noticed that the spades were the same?"),
    ("Storeman", "One had a blue handle. An inspector said he thought he had met it."),
    ("Teacher", "The teacher asks what the lake looked like."),
    ("Storeman", "There was never a lake. There was a wet field with a wall at one end, and geese on it in the autumn."),
    ("", "The geese were real, he adds, and nobody had reported them."),
    ("Teacher", "Who has the papers now?"),
    ("Storeman", "He has some. The mice have some."),
    ("Teacher", "May she copy them?"),
    ("Storeman", "She may, if she will also write down about the geese."),
    ("Chorus", "Those listening at the door say that there were herons, too."),
)

PASSAGES = "".join(
    passage(f"K{n}", words, "turn", speaker, f"turn {n + 2}") for n, (speaker, words) in enumerate(TURNS, 1)
)

TRANSCRIPT = f"""<section class="chapter" id="document-store"><h1>The Man Who Kept the Tools: A Conversation Recorded in the
Old Drawing Office</h1>
<div class="headnote"><p>The recording was made on one afternoon in 1989 on a machine that hummed. The teacher, who had
grown up below the dam wall, asked questions from a school exercise book; the storeman answered the ones he liked. Two
pages of her notes survive besides the tape, and where they differ from it we follow the tape.</p>
<p>What he claims about numbers he claims from memory, thirty years late, but he claims it about bowls and spades, which he
had in his hands. Compare the surveyor’s essay{note(1, "The essay gives the figure of the county office without saying"
" whose it is; see the table there.", "store")} before you believe either. The word {zh("下放")} is his own.</p></div>
<aside class="where-to-read"><p class="where-to-read-title">Where to read it</p><dl class="simple">
<dt>Cited as</dt><dd><p>Quill and Ashdown (1991)</p></dd><dt>Publisher</dt><dd><p>Stone Ferry Teachers’ College, in an edition
of two hundred copies, of which the library of the county holds three</p></dd><dt>Address</dt><dd><p><a
class="reference external" href="https://archive.example.org/stone-ferry/tapes/1989/07_a.html">https://archive.example.org/stone-ferry/tapes/1989/07_a.html</a></p></dd></dl></aside>
<div class="passages precis" data-siglum="K"><p class="rubric passage-heading passage-heading-1">The first winter</p>{PASSAGES}
<p class="passages-source">Quill, Mary, and John Ashdown, <em>Voices from the Wall</em> (Stone Ferry, 1991), passages K1–K30.</p></div>
<h2>Raw and edited</h2>
<div class="sd-tab-set witness"><p class="rubric sd-tab-label">As edited</p><div class="sd-tab-content"><p>The inspectors counted five
hundred and were pleased.</p></div><p class="rubric sd-tab-label">As acquired</p><div class="sd-tab-content"><pre
class="witness-raw">The inspec-
tors counted five five hundred and were pleased .</pre></div></div>
<h2>Questions</h2>
<ol class="arabic simple"><li><p>Which numbers in this conversation has the speaker seen with his own eyes?</p></li>
<li><p>Why might nobody have reported the geese?</p><div class="answer"><p class="rubric">Answer</p><p>Nobody had asked for them. A report answers a
demand, and there was no column for geese.</p></div></li></ol>
</section>"""

SENTENCES = (
    "The wall was to be eleven metres high, and in the reports it was.",
    "I measured it on four mornings with a chain that I had tested against the county standard, and found six metres and a half at the crown and less at the wings, where the clay had slipped.",
    "Nobody disputed the measurement; it was simply not the kind of number that the form had room for.",
    f"A man who is sent down learns to distinguish the two, and {zh('下放')} taught me more about arithmetic than the institute had.",
    "The clerk, who was honest in everything that concerned his neighbours, kept a second book for himself.",
    f"In it he entered {zh('工分')} as they were earned, by women as well as by men, and the rain.",
    "When the office asked for a total he took down the other book, and wrote with a better pen.",
    "It would be easy to call this lying, and several of my colleagues have done so from a distance.",
    "I should rather call it translation, for each side received a sentence in the language that it understood.",
    "The oil followed the first book and the grain the second, and for one winter this was to everyone’s advantage.",
    "After the thaw the two were compared, by accident, in the course of a dispute about a mule.",
)

TABLE = """<table class="docutils" id="survey--table-1"><caption><span class="caption-number">Table 1. </span><span
class="caption-text">Men at the wall, by who counted them</span></caption>
<thead><tr><th class="head" scope="col"><p>Month</p></th><th class="head" scope="col"><p>County office</p></th><th class="head" scope="col"><p>Bowls</p></th>
<th class="head" scope="col"><p>Spades</p></th><th class="head" scope="col"><p>Remarks</p></th></tr></thead><tbody>
<tr><td><p>November 1957</p></td><td><p>400</p></td><td><p>160</p></td><td><p>212</p></td><td><p>Frost on the 19th</p></td></tr>
<tr><td><p>December 1957</p></td><td><p>520</p></td><td><p>171</p></td><td><p>212</p></td><td><p>Oil for 600 lamps</p></td></tr>
<tr><td><p>January 1958</p></td><td><p>1,100</p></td><td><p>158</p></td><td><p>209</p></td><td><p>Inspection; see passage K18</p></td></tr>
<tr><td><p>February 1958</p></td><td><p>—</p></td><td><p>44</p></td><td><p>206</p></td><td><p>New Year</p></td></tr></tbody></table>"""


def prose(first: int, count: int) -> str:
    """Draw sentences for a paragraph, in turn."""
    return " ".join(SENTENCES[(first + n) % len(SENTENCES)] for n in range(count))


def survey(passages: int) -> str:
    """Write the surveyor's chapter with so many passages."""
    parts = []
    for n in range(1, passages + 1):
        words = prose(n * 3, 4 + n % 4)
        if n % 3 == 1:
            words += note(n, f"Second book, leaf {n}. " + prose(n, 1 + n % 2), "survey")
        parts.append(passage(f"L{n}", words, locus=f"section {1 + n // 4}"))
    return f"""<section class="chapter" id="document-survey"><h1>On Measuring a Wall</h1>
<blockquote class="epigraph"><div><p>Count the geese, and you will be asked for goslings.</p><p class="attribution">— Saying of Stone Ferry</p></div></blockquote>
<div class="headnote"><p>The essay was found in the drawing office behind a cupboard. {prose(7, 2)}
It has no title; ours is taken from its second sentence. For the storeman’s view of the surveyor see
<a class="passage-link xpage" href="#K16">K16</a>; for our reasons, the <a class="reference internal xpage" href="#document-preface">Preface</a>.</p></div>
<div class="passages text" data-siglum="L">{"".join(parts[:4])}
<p class="rubric passage-heading passage-heading-1">What the two books say</p>{"".join(parts[4:])}
<p class="passages-source">Anonymous, “On Measuring a Wall” (typescript, 1962), passages L1–L{passages}.</p></div>
<h2>The count of men</h2><p>The figures can be set side by side. {prose(2, 3)}</p>{TABLE}
<p>{prose(5, 3)}</p><blockquote><div><p>{prose(3, 3)}</p></div></blockquote>
<h3>Two words for a wall</h3><p>A {zh("水库")} (<em>shuǐkù</em>) is a store of water, a {zh("坝")} (<em>bà</em>) only what holds
it back.</p><dl class="glossary simple"><dt>work point {zh("工分")}</dt><dd><p>A day’s labour as the brigade reckons it.</p></dd>
<dt>brigade {zh("大队")}</dt><dd><p>The unit that keeps the book.</p></dd></dl><p>{prose(1, 5)}</p></section>"""


BIBLIOGRAPHY = """<section class="chapter" id="document-bibliography"><h1>Works Cited</h1><div class="citation-list">
<div class="citation" id="bibliography--quill1991"><span class="label">Quill 1991</span><p>Quill, Mary, and John Ashdown. <em>Voices from the Wall:
Conversations with the Builders of the Stone Ferry Dam</em>. Stone Ferry: Teachers’ College, 1991.</p></div>
<div class="citation" id="bibliography--fell2004"><span class="label">Fell 2004</span><p>Fell, Tobias. “Lamp Oil as Evidence.” <em>Journal of Small
Reservoirs</em> 12, no. 3 (2004): 211–39. <a class="reference external"
href="https://doi.example.org/10.5555/jsr.2004.12.3.211-239">https://doi.example.org/10.5555/jsr.2004.12.3.211-239</a>.</p></div>
<div class="citation" id="bibliography--marrow2011"><span class="label">Marrow 2011</span><p>Marrow, Ines. <em>The Second Book: Accounting and Its Doubles
in Upland Counties</em>. Ashford: Weir Press, 2011.</p></div></div></section>"""


def chapters(passages: int = 9) -> list[Chapter]:
    """Give the chapters of the reader; more passages make a longer book."""
    k, l = (tuple(f"{s}{n}" for n in range(1, count + 1)) for s, count in (("K", len(TURNS)), ("L", passages)))
    return [
        Chapter("preface", "Preface", "Preface", "front", "", PREFACE, 300, ()),
        Chapter(
            "store", "The Man Who Kept the Tools: A Conversation Recorded in the Old Drawing Office",
            "The Man Who Kept the Tools", "body", "Reading K", TRANSCRIPT, 900, k,
        ),
        Chapter("survey", "On Measuring a Wall", "On Measuring a Wall", "body", "Reading L", survey(passages), 900, l),
        Chapter("bibliography", "Works Cited", "Works Cited", "back", "", BIBLIOGRAPHY, 80, ()),
    ]  # fmt: skip
