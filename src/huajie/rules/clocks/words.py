"""What a reader is told, in both languages; the data of the rules holds it, no catalogue does."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One text in Chinese and in English."""

    zh: str
    en: str

    def told(self, language: str) -> str:
        """The text in a language such as `zh-hans` or `en`; Chinese for every other one."""
        return self.en if language.lower().startswith("en") else self.zh

    def __str__(self) -> str:
        return self.zh
