"""The grammar of model names: a family's word and a version, also of models not yet known.

"Claude 4.8 Opus" and "claude-opus-4-8" are one model, "GLM-5.2.2.2" is not GLM-5.2 and "Llama 4
Behemoth" is not Llama 4: a name is read to its end, and compared by `version_key`.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from kg.text.names.named import Named, capitals

# Families that texts name and the graph may lack.
MORE_FAMILIES = (
    "Stable Diffusion",
    *(
        "Opus Sonnet Haiku ChatGPT Claude GPT Gemini Gemma Llama LLaMA Qwen DeepSeek Mistral "
        "Mixtral Codestral Pixtral Magistral Devstral Grok Kimi GLM ChatGLM ERNIE Ernie Doubao "
        "Hunyuan Baichuan MiniMax Nemotron OLMo Olmo Jamba PaLM Bard BLOOM Bloom Codex Copilot "
        "DALL-E DALL·E Sora Veo Imagen Midjourney Whisper CodeLlama StarCoder Phi Nova Falcon "
        "Granite Yi Pangu InternLM EXAONE Solar HyperCLOVA Megatron Chinchilla Gopher AlphaFold "
        "AlphaGo AlphaZero AlphaStar BERT RoBERTa T5 OPT Titan Inflection Command Reka Step Seed "
        "LongCat MiMo Apertus Jais"
    ).split(),
)
# Families whose word means other things too: a version must follow, and no bare word is a model.
COMMON = frozenset(
    """
    phi nova falcon granite yi solar titan inflection reka bloom opt t5 whisper codex imagen
    flux fugu aya sora apertus jais evo ling esm emu inkling mythos opus sonnet haiku copilot
    veo
    """.split()
)
# Families whose word stands before numbers in any text ("Step 3"): only names that the graph has.
ORDINARY = frozenset(
    "step command seed switch movie foundation model text composer muse arctic trinity stable "
    "wu apple amazon cohere llama-nemotron k a".split()
)
# Words of a family that are companies too: bare they are the company, the linker's alias says so.
COMPANIES = frozenset("deepseek mistral minimax baichuan inflection reka cohere midjourney".split())
# Sizes and grades that go with versions.
TIERS = (
    "Premier Pro Max Plus Flash Opus Sonnet Haiku Ultra Nano Mini Large Medium Small Tiny Turbo "
    "Lite Light Heavy Fast Codex Coder Code Preview Instruct Chat Base Thinking Think Reasoning "
    "Reasoner Vision VL Next Air Exp Experimental Behemoth Maverick Scout Super Deep Research "
    "Instant Spark Speciale Distill Lightning Luna Sol Terra Fable Mythos Titan Omni Audio "
    "Video Image Dev Schnell Standard MoE Open Guard XL XXL Core Edge Advanced Micro High Low"
).split()
# Shapes of versions: 4.8, v3, K2.5, R1, 4o, 70B, 8x7B, A22B. Not of dates: no year stands alone.
_NUMBER = r"(?:\d{1,3}x)?[A-Za-z]?\d{1,3}(?:\.\d{1,3}){0,4}(?:[A-Za-z]{1,2})?"
_STAMP = r"(?:\d{8}|\d{4}(?:-\d{2}){0,2}|\d{2}-\d{2})"
_END = r"(?![^\W_]|\.\d)"
_GAP = r"[\s\-\u2010\u2011–]"  # blanks and the hyphens of several keyboards
_COUNTED = r"(?!\s*(?:%|per\s?cent|million|billion|thousand|years?|months?|days?|models?\b))"

_KEY_PART = re.compile(r"[^\W\d_]+|\d+(?:\.\d+)*")


@lru_cache(maxsize=65536)
def version_key(name: str) -> tuple[str, ...]:
    """Return what tells models apart: the runs of letters and the numbers of a name, sorted.

    The order of the words does not count, nor do case, blanks, hyphens, a "v" before a number and
    a final ".0"; every number and every letter does.

    >>> version_key("Claude 4.8 Opus") == version_key("claude-opus-4.8")
    True
    >>> version_key("GLM-5.2.2.2") == version_key("GLM-5.2")
    False
    """
    parts = _KEY_PART.findall(re.sub(r"(?<![A-Za-z])v(?=\d)", "", name.casefold()))
    return tuple(sorted(re.sub(r"(?:\.0)+$", "", part) for part in parts))


def numbers(key: tuple[str, ...]) -> tuple[str, ...]:
    """Return the numbers of a version key."""
    return tuple(part for part in key if part[0].isdigit())


def families(models: Iterable[str], makers: Iterable[str] = ()) -> frozenset[str]:
    """Return the words with which names of models begin, the maker's name left off."""
    made = {maker.casefold() for maker in makers}
    found = set()
    for name in models:
        words = re.findall(r"[^\W\d_]+", name)
        while len(words) > 1 and words[0].casefold() in made - COMPANIES:
            words = words[1:]
        if words and len(words[0]) > 2 and words[0][0].isupper() and words[0] not in TIERS:
            found.add(words[0])
    return frozenset(found)


@lru_cache(maxsize=8)
def _grammar(known: frozenset[str]) -> tuple[frozenset[str], re.Pattern[str], re.Pattern[str]]:
    """Return the words that begin families, the pattern of names, and where small names begin."""
    words = {*known, *MORE_FAMILIES}
    either = _either(form for family in words for form in (family, family.lower()))
    tier = _either(form for tier in TIERS for form in (tier, tier.lower()))
    # The family may be glued to its version (Qwen2.5), all else stands apart.
    name = re.compile(
        rf"(?P<family>{either})(?![^\W\d_])"
        rf"(?P<version>(?:{_GAP}?{_NUMBER}{_END}{_COUNTED}|{_GAP}+(?:{tier}){_END})?"
        rf"(?:{_GAP}{{1,2}}(?:{_NUMBER}{_END}{_COUNTED}|(?:{tier}){_END})|-{_STAMP}{_END}){{0,5}})"
        r"(?P<size>\s?\(\d{1,4}(?:\.\d+)?\s?[BMT]\))?(?P<plus>\+(?!\w))?"
    )
    firsts = frozenset(map(_first_letters, words))
    small = re.compile(rf"(?<=[\s(\"'“‘`])(?:{_either(map(str.lower, words))})(?=[-\d])")
    return firsts, name, small


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, set(words)), key=len, reverse=True))


_LETTERS = re.compile(r"[^\W\d_]+")


def find(text: str, known: frozenset[str] = frozenset()) -> Iterator[Named]:
    """Yield the models that a text names, with the version as far as it goes."""
    firsts, name, small = _grammar(known)
    starts = [at for at, run in capitals(text) if _first_letters(run) in firsts]
    for at in (*starts, *(match.start() for match in small.finditer(text))):
        match = name.match(text, at)
        if match and not (at and text[at - 1] in "@/"):
            rule = _rule(match)
            if rule:
                yield Named(at, match.end(), "Model", rule)


def _first_letters(run: str) -> str:
    """Return the letters before the first digit: "Qwen2" is of the family Qwen."""
    letters = _LETTERS.match(run)
    return letters[0] if letters else ""


def _rule(match: re.Match[str]) -> str:
    """Return the id of the rule by which a match is a model, "" where it is another thing."""
    family, versioned = match["family"].casefold(), any(map(str.isdigit, match["version"]))
    if family in ORDINARY:
        return ""
    if versioned:
        small = family in COMMON and match["family"].islower()
        return "" if small else "mention.model.version"
    bare_company = family in COMPANIES and not match["version"]
    if bare_company or family in COMMON or match["family"].islower():
        return ""
    return "mention.model.family"
