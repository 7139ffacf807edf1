"""An object store that speaks S3: moto's server, which checks keys and signatures like Amazon's own."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import boto3
from botocore.config import Config

from tests.deploying.servers.server import Server, open_folder, running
from tests.ports import free_port

BUCKET = "guide"
RULES = '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'


@dataclass
class Store(Server):
    """The server, seen by its owner through Amazon's own client."""

    client: Any = None
    log: Path = Path()

    def files(self) -> dict[str, bytes]:
        """Every object of the bucket."""
        return {key: self.client.get_object(Bucket=BUCKET, Key=key)["Body"].read() for key in self.writes()}

    def write(self, path: str, content: bytes) -> None:
        """Puts an object as somebody else would."""
        self.client.put_object(Bucket=BUCKET, Key=path, Body=content)

    def writes(self) -> dict[str, int]:
        """Object to the number of its uploads, as the server's log tells them."""
        puts = Counter(re.findall(rf'"PUT /{BUCKET}/(\S+?)(?:\?\S*)? HTTP', self.log.read_text()))
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET)
        return {each["Key"]: puts[quote(each["Key"])] for page in pages for each in page.get("Contents", [])}

    def headers(self, path: str) -> dict[str, str]:
        """With which headers an object would be served."""
        answer = self.client.head_object(Bucket=BUCKET, Key=path)["ResponseMetadata"]["HTTPHeaders"]
        return dict(answer)


def _client(kind: str, url: str, key: str, secret: str) -> Any:
    return boto3.client(
        kind,
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id=key,
        aws_secret_access_key=secret,
        config=Config(retries={"max_attempts": 2}, s3={"addressing_style": "path"}),
    )


@contextmanager
def s3(port: int = 0) -> Iterator[Store]:
    """A store with one bucket, and a user who may write to it."""
    with open_folder() as folder:
        port = port or free_port()
        url = f"http://127.0.0.1:{port}"
        command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        # The first four actions make the user; everything after them is checked.
        with running(command, port, folder / "log", INITIAL_NO_AUTH_ACTION_COUNT="4"):
            maker = _client("iam", url, "setup", "setup")
            maker.create_user(UserName="guide")
            pair = maker.create_access_key(UserName="guide")["AccessKey"]
            maker.put_user_policy(UserName="guide", PolicyName="all", PolicyDocument=RULES)
            _client("s3", url, "setup", "setup").create_bucket(Bucket=BUCKET)
            key, secret = pair["AccessKeyId"], pair["SecretAccessKey"]
            options = {"provider": "Other", "endpoint": url, "access_key_id": key, "region": "us-east-1"}
            yield Store(
                "s3",
                port,
                options,
                {"secret_access_key": secret},
                {"secret_access_key": "marker-wrong-secret-access-key-0000000"},
                Path("/nonexistent"),
                folder=BUCKET,
                client=_client("s3", url, key, secret),
                log=folder / "log",
            )
