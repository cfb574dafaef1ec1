from __future__ import annotations

import json
from pathlib import Path

from certificates import authority, make_certificate
from example_running import run_on_aws
from http_serving import serving

JOBS = "/apis/batch/v1/namespaces/shop/jobs"
PODS = "/api/v1/namespaces/shop/pods"
JOB = {"metadata": {"name": "migrate-7", "namespace": "shop"}, "status": {}}
DONE = {**JOB, "status": {"succeeded": 1, "conditions": [{"type": "Complete", "status": "True"}]}}
POD = {"metadata": {"name": "migrate-7-x"}, "spec": {"containers": [{"name": "migrate"}]}}
DEPLOYMENT = {"kind": "Deployment", "status": {"readyReplicas": 3}}


def test_a_job_is_followed_and_its_log_read(aws_server: str, tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path / "cluster.pem")
    with serving(certificate) as site:
        site.by_path = {
            JOBS: json.dumps(JOB).encode(),
            f"{JOBS}/migrate-7": json.dumps(DONE).encode(),
            PODS: json.dumps({"items": [POD]}).encode(),
            f"{PODS}/migrate-7-x/log": b"3 migrations applied\n",
            "/apis/apps/v1/namespaces/shop/deployments/web": json.dumps(DEPLOYMENT).encode(),
        }
        cluster = {"name": "shop", "certificateAuthority": authority(certificate), "endpoint": site.address}

        execution = run_on_aws("kubernetes-job", input={"release": "7", "cluster": cluster})

    assert execution.output == {"log": "3 migrations applied\n", "readyReplicas": 3}, execution.cause
    created = json.loads(site.asked[0].body)
    assert created["metadata"]["name"] == "migrate-7"
    assert created["spec"]["template"]["spec"]["containers"][0]["image"] == "registry.example.com/shop:7"
