"""The explorer and Superset show the same numbers in a chart, each by its own query."""

import pytest
import yaml

from bi.generate import charts
from schemas.charts import CHART
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
        assert one["sqlExpression"] in worked_out
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
        f"WHERE {where} GROUP BY ALL ORDER BY {metrics[by]} DESC LIMIT {query['row_limit']}"
    )


@pytest.mark.parametrize("shown", charts.slices(), ids=lambda shown: shown.name)
def test_the_same_numbers(shown, database):
    """What is not in the explorer, the big numbers, is asked for with what its dataset has."""
    found = database.execute(sql_of(shown)).fetchall()
    assert found
    if chart := CHART.get(shown.name):
        own = database.execute(chart.query()).fetchall()
        at = [column[0] for column in database.description].index(chart.measures[0].name)
        assert sorted(row[-1] for row in found) == sorted(row[at] for row in own)
