"""What is written between tables: lines joined to paragraphs, with a level where they look like headings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from analysis.documents.formats.pdf.lines import TextLine, ends_paragraph, lines_of, text_of
from analysis.documents.formats.pdf.shapes import UPRIGHT, Word

_PARTED = 3.0  # times the size of the font: a gap in a line that parts two texts
_BELOW = 1.9  # times the size of the font, from a line to the next of its paragraph
_LARGER = 1.15  # times the size of the running text, for a heading
_SIZES = 0.08  # difference between sizes that are one
_LONGEST_HEADING = 160  # letters


@dataclass(slots=True)
class Paragraph:
    """Lines of one paragraph, where it begins, and how it is written."""

    lines: list[TextLine]
    right: float
    text: str = ""

    @property
    def top(self) -> float:
        """The height at which it begins."""
        return min(word.box.top for word in self.lines[0].words)

    @property
    def left(self) -> float:
        """How far from the left it begins."""
        return self.lines[0].start

    @property
    def size(self) -> float:
        """The size of its font."""
        return max(line.size for line in self.lines)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(word.bold for line in self.lines for word in line.words)


def paragraphs_of(words: Iterable[Word], vocabulary: Collection[str]) -> list[Paragraph]:
    """Return the paragraphs that upright words make, from the top of the page."""
    segments = [part for line in lines_of(w for w in words if w.turn == UPRIGHT) for part in segments_of(line)]
    paragraphs: list[Paragraph] = []
    open_ones: list[Paragraph] = []
    for segment in segments:
        open_ones = [p for p in open_ones if segment.base - p.lines[-1].base <= _BELOW * max(p.size, segment.size)]
        for paragraph in open_ones:
            if _goes_on(paragraph, segment):
                paragraph.lines.append(segment)
                break
        else:
            alike = (s.end for s in segments if _overlap(s, segment) and abs(s.size - segment.size) < 1)
            paragraph = Paragraph([segment], max(alike, default=segment.end))
            paragraphs.append(paragraph)
            open_ones.append(paragraph)
    for paragraph in paragraphs:
        paragraph.text = text_of(paragraph.lines, 0, vocabulary).replace("\v", " ")
    return sorted(paragraphs, key=lambda paragraph: (paragraph.top, paragraph.left))


def segments_of(line: TextLine, wide: float = _PARTED) -> list[TextLine]:
    """Part a line where a gap as `wide` as so many sizes of the font stands between its words."""
    parts: list[TextLine] = []
    for word in line.words:
        if parts and word.box.left - parts[-1].end <= wide * line.size:
            parts[-1].words.append(word)
            parts[-1].end = max(parts[-1].end, word.box.right)
        else:
            parts.append(TextLine([word], word.box.left, word.box.right, line.base, line.size))
    return parts


def body_size(words: Iterable[Word], paragraphs: Iterable[Paragraph] = ()) -> float:
    """Return the size in which most of a document is written: its running text, if there is any in the `paragraphs`."""
    running = (p for p in paragraphs if not p.bold and (len(p.text) > _LONGEST_HEADING or p.text[-1:] in ".;:,"))
    letters = _letters(word for paragraph in running for line in paragraph.lines for word in line.words)
    letters = letters or _letters(words)
    return letters.most_common(1)[0][0] if letters else 0


def _letters(words: Iterable[Word]) -> Counter[float]:
    """Count the letters of each size."""
    letters: Counter[float] = Counter()
    for word in words:
        letters[round(word.size * 2) / 2] += len(word.text)
    return letters


def levels_of(paragraphs: Sequence[Paragraph], body: float) -> list[int | None]:
    """Return for each paragraph of a document its level as a heading, or None.

    Headings are larger than the `body`, or bold and in one line; the largest are of the first level.
    """
    headings = [paragraph for paragraph in paragraphs if _is_heading(paragraph, body)]
    sizes: list[float] = []
    for size in sorted({paragraph.size for paragraph in headings}, reverse=True):
        if not sizes or size < (1 - _SIZES) * sizes[-1]:
            sizes.append(size)
    levels: list[int | None] = []
    for paragraph in paragraphs:
        if _is_heading(paragraph, body):
            levels.append(1 + sum(paragraph.size < (1 - _SIZES) * size for size in sizes))
        else:
            levels.append(None)
    return levels


def _is_heading(paragraph: Paragraph, body: float) -> bool:
    if len(paragraph.text) > _LONGEST_HEADING or not any(letter.isalpha() for letter in paragraph.text):
        return False
    if paragraph.size >= _LARGER * body:
        return True
    return paragraph.bold and len(paragraph.lines) == 1 and paragraph.size >= (1 - _SIZES) * body


def _goes_on(paragraph: Paragraph, segment: TextLine) -> bool:
    last = paragraph.lines[-1]
    if not 0 < segment.base - last.base <= _BELOW * last.size or abs(segment.size - last.size) > _SIZES * last.size:
        return False
    if not _overlap(last, segment) or _is_bold(last) != _is_bold(segment):
        return False
    return not ends_paragraph(last, segment, paragraph.right - min(last.start, segment.start))


def _is_bold(line: TextLine) -> bool:
    return all(word.bold for word in line.words)


def _overlap(line: TextLine, other: TextLine) -> bool:
    shared = min(line.end, other.end) - max(line.start, other.start)
    return shared > 0.5 * min(line.end - line.start, other.end - other.start)
