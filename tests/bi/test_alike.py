"""The explorer and Superset show the same numbers in a chart, each by its own query."""

from functools import cache

import pytest
import yaml

from bi.generate import charts
from schemas.charts import CHARTS
from tests.bi.test_assets import dataset_of

GRAINS = {"P1Y": "year", "P3M": "quarter"}


def sql_of(shown):
    """What Superset asks of the file for a chart, read from its query as Superset's manual describes it."""
    (query,) = yaml.safe_load(charts.file_of(shown)["query_context"])["queries"]
    worked_out = {one["column_name"]: one["expression"] for one in dataset_of(shown.view)["columns"]}
    metrics = {one["metric_name"]: one["expression"] for one in dataset_of(shown.view)["metrics"]}

    def column(one):
        if isinstance(one, str):
            return worked_out[one] or one
        return f"date_trunc('{GRAINS[one['timeGrain']]}', {one['sqlExpression']})"

    groups = [column(one) for one in query["columns"]]
    where = query["extras"]["where"] or "true"
    if query["series_limit"]:
        (series,) = query["series_columns"]
        by = metrics[query["series_limit_metric"]]
        largest = (
            f"SELECT {series} FROM {shown.view} WHERE {where} AND {series} IS NOT NULL "
            f"GROUP BY 1 ORDER BY {by} DESC, 1 LIMIT {query['series_limit']}"
        )
        where += f" AND {series} IN ({largest})"
    ((by, _),) = query["orderby"]
    return (
        f"SELECT {', '.join([*groups, *(metrics[name] for name in query['metrics'])])} FROM {shown.view} "
        f"WHERE {where} GROUP BY {', '.join(groups)} ORDER BY {metrics[by]} DESC LIMIT {query['row_limit']}"
    )


@cache
def slices():
    return {one.name: one for one in charts.slices()}


@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.name)
def test_the_same_numbers(chart, database):
    shown = database.execute(sql_of(slices()[chart.name])).fetchall()
    own = database.execute(chart.query()).fetchall()
    names = [column[0] for column in database.description]
    numbers = sorted(row[names.index(chart.measures[0].name)] for row in own)
    assert numbers
    assert sorted(row[-1] for row in shown) == numbers
