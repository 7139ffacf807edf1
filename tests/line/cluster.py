"""A cluster on this machine: workers in processes of their own, which know neither this one's memory nor its folders."""

from concurrent.futures import Executor

from distributed import Client, LocalCluster


def client() -> Client:
    """A client of a cluster with two workers of one thread each."""
    return Client(LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None))


def executor() -> Executor:
    """What `--executor tests.line.cluster:executor` takes."""
    executor: Executor = client().get_executor()
    return executor
