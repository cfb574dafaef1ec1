"""Write a CSV file of orders, as long as you like, where the workflow looks for it.

python make_orders.py FOLDER [ROWS]

FOLDER has a folder for each bucket; the workflow then runs on it with `--s3 FOLDER`.
"""

from __future__ import annotations

import sys
from pathlib import Path


def make_orders(rows: int, buckets: Path) -> Path:
    """Write the file of the bucket "orders", row by row, and give its path."""
    file = buckets / "orders" / "2026.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("w", encoding="utf-8") as out:
        out.write("id,customer,price\n")
        out.writelines(f'{number},"Ada, {number}",{number % 100}.50\n' for number in range(rows))
    return file


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit("usage: make_orders.py FOLDER [ROWS]")
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000
    sys.stdout.write(f"{make_orders(rows, Path(sys.argv[1]))}: {rows:,} orders\n")
