"""What are the directions of intended rulings called?"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from service.collisions.model import Direction

DIRECTIONS: Mapping[StrEnum, str] = MappingProxyType(
    {
        Direction.GRANTED: "拟予支持",
        Direction.REFUSED: "拟不予支持",
        Direction.FOR_ASKING: "拟作有利于请求一方的认定",
        Direction.FOR_ANSWERING: "拟作有利于被请求一方的认定",
        Direction.FOR_ACCUSED: "拟作有利于被告人的认定",
    }
)

COLLISION_LABELS: tuple[Mapping[StrEnum, str], ...] = (DIRECTIONS,)
