from __future__ import annotations

import pytest

from asltool.model.aws_names import exception_name, member_name, optimized_name, sdk_prefix


@pytest.mark.parametrize(
    ("service_id", "prefix"),
    [
        ("S3", "S3"),
        ("DynamoDB", "DynamoDb"),
        ("SFN", "Sfn"),
        ("Secrets Manager", "SecretsManager"),
        ("CloudWatch Logs", "CloudWatchLogs"),
        ("Database Migration Service", "DatabaseMigration"),
        ("Elastic Load Balancing v2", "ElasticLoadBalancingV2"),
        ("SESv2", "SesV2"),
        ("WAFV2", "Wafv2"),
        ("IoTSiteWise", "IoTSiteWise"),
        ("b2bi", "B2Bi"),
        ("FSx", "FSx"),
        ("codeartifact", "Codeartifact"),
    ],
)
def test_a_service_goes_by_the_name_that_the_sdk_for_java_gives_it(service_id: str, prefix: str) -> None:
    assert sdk_prefix(service_id) == prefix


@pytest.mark.parametrize(
    ("error", "name"),
    [
        ("NoSuchKey", "NoSuchKeyException"),
        ("ResourceNotFoundException", "ResourceNotFoundException"),
        ("DBInstanceNotFoundFault", "DbInstanceNotFoundException"),
        ("S3", "S3Exception"),
    ],
)
def test_every_error_is_an_exception(error: str, name: str) -> None:
    assert exception_name(error) == name


@pytest.mark.parametrize(
    ("member", "name"),
    [
        ("cluster", "Cluster"),
        ("jobName", "JobName"),
        ("Bucket", "Bucket"),
        ("ETag", "ETag"),
        ("MD5OfMessageBody", "MD5OfMessageBody"),
        ("ChecksumCRC32", "ChecksumCRC32"),
        ("DBInstanceIdentifier", "DbInstanceIdentifier"),
        ("SSEKMSKeyId", "SsekmsKeyId"),
        ("ARN", "Arn"),
        ("equals", "EqualsValue"),
        ("x", "X"),
    ],
)
def test_members_begin_with_one_capital(member: str, name: str) -> None:
    assert member_name(member) == name


def test_optimized_integrations_name_services_as_they_always_did() -> None:
    assert optimized_name("dynamodb").unmodelled == "AmazonDynamoDBException"
    assert optimized_name("lambda").unmodelled == "AWSLambdaException"
    assert optimized_name("emr-serverless").prefix == "EmrServerless"
