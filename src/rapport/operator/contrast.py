"""Contrast of two colours, as WCAG 2.2 defines it (relative luminance, section 1.4.3)."""

PAPER = "#faf7f0"
"""The pages' background in light; text and buttons in the accent colour stand on it."""

LEAST_FOR_TEXT = 4.5


def contrast_ratio(one: str, other: str) -> float:
    """Give the contrast of two colours written as #rrggbb, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 (WCAG)
        for one in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
