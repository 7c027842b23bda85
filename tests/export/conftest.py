import pytest
from pyoxigraph import Store

from tests.export import graphs


@pytest.fixture(scope="session")
def by_hand() -> Store:
    return graphs.by_hand()


@pytest.fixture(scope="session")
def of_samples() -> Store:
    return graphs.of_samples()
