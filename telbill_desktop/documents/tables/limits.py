"""How large a table may be. A file beyond is refused with a sentence before anything is built from it."""

MAX_COLUMNS = 1_000
MAX_ROWS = 2_000_000
MAX_LINE = 4_000_000  # characters of one physical line
MAX_PARTS = 5_000  # files inside a workbook
MAX_UNPACKED = 100_000_000  # bytes of a workbook's XML; a million rows of an ordinary detail would not fit the worker
MAX_RATIO = 200  # unpacked to packed; sheets of a real workbook pack 5 to 40 times
USUAL_RATIO = 40  # a file that is packed more gets the time of one that is not
RATIO_FROM = 10_000_000  # bytes; below, a ratio harms nobody
MAX_CELLS = 5_000_000  # used rows times used columns: calamine allocates all of them, 32 bytes each
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of a sheet in Excel
