#!/usr/bin/env python3
"""The provider is away, hangs, or comes back with other keys: the password stays, and nothing else waits.

usage: outage.py BINARY OPENAPI
"""

import sys
import threading
import time

from provider import Provider, ProviderServer, Traveller, outcome, trail

MOST_SECONDS = 8  # one question to the provider, and a slow machine


def away(server):
    """Said within a bounded time, and the second time at once by what is remembered."""
    browser = Traveller(server)
    begun = time.monotonic()
    assert outcome(browser.begin()) == "down"
    assert time.monotonic() - begun < MOST_SECONDS
    assert Traveller(server).sign_in("adviser@pays.fr").session["step"] == "in"
    assert outcome(browser.begin()) == "down"
    owner = Traveller(server).sign_in("adviser@pays.fr")
    status, answer = owner.ask("/api/v1/session/provider/links", "POST", {})
    assert status in (502, 504) and answer["message"], answer


def comes_back(server, provider):
    """With other keys, since it makes fresh ones."""
    server.until(lambda: Traveller(server).begin().startswith(provider.issuer), "the provider is asked again")
    server.until(lambda: Traveller(server).sign_in_there("ann") == "/connexion", "keys are asked for again, every five seconds at most")


def hangs(server, provider):
    """As many as like to wait for it keep nobody else waiting."""
    provider.fault("hang")
    time.sleep(1.1)  # what is known of it is older than provider.document_seconds
    answers = []
    waiting = [threading.Thread(target=lambda: answers.append(outcome(Traveller(server).begin()))) for _ in range(12)]
    for thread in waiting:
        thread.start()
    others = Traveller(server).sign_in("adviser@pays.fr")
    for target in ("/api/v1/session", "/api/v1/organisations", "/api/v1/session/provider/links", "/healthz"):
        assert others.ask(target)[0] == 200, target
    assert len(answers) < 12, "others were answered while the provider was waited for"
    for thread in waiting:
        thread.join()
    assert answers == ["down"] * 12, answers
    provider.fault("none")
    server.until(lambda: Traveller(server).begin().startswith(provider.issuer), "it is well again")


def falls_between(server, provider):
    """Away when the browser comes back."""
    browser = Traveller(server)
    returned = browser.at_provider(browser.begin(), "ann")
    provider.stop()
    begun = time.monotonic()
    assert outcome(browser.back(returned)) == "down"
    assert time.monotonic() - begun < 2 * MOST_SECONDS
    assert trail(server, "session.provider_failed")[0]["after"]["reason"] == "outward.unreachable"


def main(binary, contract):
    with ProviderServer(binary, contract) as server:
        provider = Provider(server.site, {"ann": {"name": "Ann Bol"}})
        server.init()
        server.add("adviser@pays.fr", "adviser")
        server.start_with(provider)
        away(server)
        with provider:
            server.until(lambda: Traveller(server).begin().startswith(provider.issuer), "the provider is found")
            owner = Traveller(server).sign_in("adviser@pays.fr")
            assert outcome(owner.link("ann")) == "linked"
            provider.stop()
            time.sleep(1.1)
            away(server)
            provider.start()
            comes_back(server, provider)
            hangs(server, provider)
            falls_between(server, provider)
        server.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
