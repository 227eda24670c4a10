"""WebP takes the memory for a picture as soon as it is opened: its size must be read before that."""


def webp_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as the header says; None where there is no such header.

    After RFC 9649: three kinds of first chunk, three ways of writing the size.
    """
    first, head = content[12:16], content[20:30]
    if len(head) < 10:
        return None
    if first == b"VP8X":
        return little(head[4:7]) + 1, little(head[7:10]) + 1
    if first == b"VP8L":
        bits = little(head[1:5])
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if first == b"VP8 ":
        return little(head[6:8]) & 0x3FFF, little(head[8:10]) & 0x3FFF
    return None


def webp_is_cut_off(content: bytes) -> bool:
    return len(content) < 8 + little(content[4:8])


def little(number: bytes) -> int:
    return int.from_bytes(number, "little")
