"""CBS codes in addresses."""


class CodeConverter:
    """`<cbs:code>`: a CBS code of four digits, leading zeros kept."""

    regex = r"\d{4}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
