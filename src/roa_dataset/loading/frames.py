"""A table as a pandas DataFrame with the types of its columns."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

#: Arrow type → pandas type: all of them can be missing without becoming another type
PANDAS_TYPES: dict[pa.DataType, Any] = {
    pa.string(): pd.StringDtype("pyarrow"),
    pa.int64(): pd.Int64Dtype(),
    pa.float64(): pd.Float64Dtype(),
    pa.bool_(): pd.BooleanDtype(),
    pa.date32(): pd.ArrowDtype(pa.date32()),
}


def pandas_frame(table: pa.Table) -> pd.DataFrame:
    """A new DataFrame with a RangeIndex: string, Int64, Float64, boolean, date32[day][pyarrow] and category.

    A category column has all codes of its column as categories, in the order of the descriptor. Missing is pandas.NA.
    """
    # tables of some hundred rows are converted before other threads have begun
    frame: pd.DataFrame = table.to_pandas(types_mapper=PANDAS_TYPES.get, use_threads=False)
    return frame
