"""What is written for Docker, Compose, HAProxy and Kubernetes: sound, and of one mind."""

import re
from pathlib import Path
from typing import Any

import kubernetes_validate
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent


def text(name: str) -> str:
    """Return a file of the repository."""
    return (ROOT / name).read_text(encoding="utf-8")


DOCKERFILE, HAPROXY = text("Dockerfile"), text("deploy/haproxy.cfg")
COMPOSE: Any = yaml.safe_load(text("deploy/compose.yaml"))
KUBERNETES: list[Any] = list(yaml.safe_load_all(text("deploy/kubernetes.yaml")))
DEPLOYMENT, SERVICE, STORE, STORE_SERVICE = KUBERNETES
POD = DEPLOYMENT["spec"]["template"]["spec"]
(CONTAINER,) = POD["containers"]
PROBES = ("startupProbe", "readinessProbe", "livenessProbe")


def said(pattern: str, where: str) -> str:
    """Return the one thing that a pattern finds."""
    (found,) = re.findall(pattern, where, re.MULTILINE)
    return str(found)


@pytest.mark.parametrize(
    "document",
    KUBERNETES,
    ids=lambda document: f"{document['kind']} {document['metadata']['name']}",
)
@pytest.mark.parametrize("version", ["1.30", "1.34"])
def test_kubernetes_knows_every_word_of_it(document: Any, version: str) -> None:
    kubernetes_validate.validate(document, version, strict=True)


def test_the_service_finds_the_pods_and_keeps_visitors_with_them() -> None:
    labels = DEPLOYMENT["spec"]["template"]["metadata"]["labels"]
    assert SERVICE["spec"]["selector"].items() <= labels.items()
    assert DEPLOYMENT["spec"]["selector"]["matchLabels"].items() <= labels.items()
    assert SERVICE["spec"]["sessionAffinity"] == "ClientIP"
    (port,) = CONTAINER["ports"]
    assert SERVICE["spec"]["ports"][0]["targetPort"] == port["name"]


def test_a_pod_may_do_nothing_but_run() -> None:
    pod, container = POD["securityContext"], CONTAINER["securityContext"]
    user = said(r"^USER (\d+):\d+$", DOCKERFILE)
    assert (pod["runAsNonRoot"], str(pod["runAsUser"])) == (True, user)
    assert pod["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    assert {"requests", "limits"} <= CONTAINER["resources"].keys()
    mounts = {mount["name"]: mount["mountPath"] for mount in CONTAINER["volumeMounts"]}
    assert mounts == {volume["name"]: "/tmp" for volume in POD["volumes"] if "emptyDir" in volume}


@pytest.mark.parametrize("name", ["app", "balancer", "store"])
def test_a_service_of_compose_may_do_nothing_but_run(name: str) -> None:
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert {"memory", "pids"} <= service["deploy"]["resources"]["limits"].keys()
    assert "ports" not in service or name == "balancer"


def test_compose_names_what_there_is() -> None:
    app, balancer = COMPOSE["services"]["app"], COMPOSE["services"]["balancer"]
    assert (ROOT / "deploy" / app["build"] / "Dockerfile").is_file()
    (volume,) = balancer["volumes"]
    assert (ROOT / "deploy" / volume.split(":")[0]).is_file()
    networks = {name for one in (app, balancer) for name in one["networks"]}
    assert networks == COMPOSE["networks"].keys()
    # The name by which the balancer finds the replicas is the service's.
    assert said(r"presetenv GLASSNET_HOST (\S+)$", HAPROXY) in COMPOSE["services"]
    assert balancer["ports"][0].endswith(said(r"presetenv GLASSNET_BIND (:\d+)$", HAPROXY))


def test_one_secret_for_all_and_in_no_file() -> None:
    secret = "STREAMLIT_SERVER_COOKIE_SECRET"
    assert COMPOSE["services"]["app"]["environment"][secret].startswith(f"${{{secret}:?")
    (source,) = [one["valueFrom"] for one in CONTAINER["env"] if one["name"] == secret]
    assert source.keys() == {"secretKeyRef"}
    assert secret not in DOCKERFILE


def test_all_ask_for_health_at_one_path_and_one_port() -> None:
    path = said(r"GLASSNET_HEALTH_PATH=(\S+)$", DOCKERFILE)
    port = said(r"STREAMLIT_SERVER_PORT=(\d+) ", DOCKERFILE)
    assert said(r"presetenv GLASSNET_HEALTH_PATH (\S+)$", HAPROXY) == path
    assert said(r"presetenv GLASSNET_PORT (\S+)$", HAPROXY) == port
    assert {CONTAINER[probe]["httpGet"]["path"] for probe in PROBES} == {path}
    assert {CONTAINER[probe]["httpGet"]["port"] for probe in PROBES} == {"http"}
    assert [str(one["containerPort"]) for one in CONTAINER["ports"]] == [port]
    assert said(r"^EXPOSE (\d+)$", DOCKERFILE) == port


def test_both_stages_have_one_base() -> None:
    assert re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE) == ["${BASE_IMAGE}"] * 2
    assert said(r"^ARG BASE_IMAGE=(\S+)$", DOCKERFILE).startswith("python:3.")


def test_all_replicas_share_one_store_of_classes() -> None:
    store = COMPOSE["services"]["store"]
    assert COMPOSE["services"]["app"]["environment"]["GLASSNET_STORE"] == "redis://store:6379/0"
    assert store["networks"] == ["replicas"]  # nobody outside reaches it
    (told,) = [one["value"] for one in CONTAINER["env"] if one["name"] == "GLASSNET_STORE"]
    (port,) = STORE_SERVICE["spec"]["ports"]
    assert told == f"redis://{STORE_SERVICE['metadata']['name']}:{port['port']}/0"
    pod = STORE["spec"]["template"]
    assert pod["metadata"]["labels"] == STORE_SERVICE["spec"]["selector"]
    (container,) = pod["spec"]["containers"]
    assert container["securityContext"]["readOnlyRootFilesystem"] is True
    assert pod["spec"]["securityContext"]["runAsNonRoot"] is True
