#!/usr/bin/env python3
"""Signing in through a provider: links, invitations, and what somebody who should not get in tries.

usage: sign_in.py BINARY OPENAPI
"""

import json
import sys
import time
import urllib.parse

from provider import PASSWORD, SECRET, Provider, ProviderServer, Traveller, outcome, refused, totp, trail

PEOPLE = {"ann": {"name": "Ann Bol", "email": "adviser@pays.fr"}, "bob": {"name": "Bob Roux", "email": "coordinator@pays.fr"},
          "zoe": {"name": "Zoé Petit", "email": "zoe@pays.fr"}, "eve": {"name": "Eve", "email": "root@pays.fr"}, "nil": {}}


def begins(server, provider):
    browser = Traveller(server)
    session = browser.must("/api/v1/session")
    assert session["provider"] == {"name": "Essai"}, session
    status, headers, body = server.ask("/api/v1/session/provider?suite=%2Fannuaire")
    assert status == 303 and body == "" and headers["Cache-Control"] == "no-store", (status, body)
    cookie = headers["Set-Cookie"]
    assert cookie.startswith("bassin-provider=") and "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Max-Age=600" in cookie, cookie
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(headers["Location"]).query))
    assert headers["Location"].startswith(provider.issuer + "/auth?"), headers["Location"]
    assert set(asked) == {"response_type", "client_id", "redirect_uri", "scope", "state", "nonce", "code_challenge",
                          "code_challenge_method"}, asked
    assert asked["redirect_uri"] == server.site + "/api/v1/session/provider/callback" and asked["code_challenge_method"] == "S256"
    assert min(len(asked["state"]), len(asked["nonce"])) >= 32 and asked["state"] != asked["nonce"]
    again = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(browser.begin()).query))
    assert not {asked[name] for name in ("state", "nonce", "code_challenge")} & set(again.values())


def no_account_by_address_alone(server, _):
    """The provider may say whatever address it likes: nobody's account is opened by it."""
    for login in ("ann", "eve", "nil"):
        browser = Traveller(server)
        assert outcome(browser.sign_in_there(login)) == "unlinked"
        assert "bassin" not in browser.cookies and browser.must("/api/v1/session")["step"] == "out"


def link_and_sign_in(server, provider):
    owner = Traveller(server).sign_in("adviser@pays.fr")
    assert owner.must("/api/v1/session/provider/links")["links"] == []
    assert outcome(owner.link("ann")) == "linked"
    link = owner.must("/api/v1/session/provider/links")["links"][0]
    assert link["issuer"] == provider.issuer and link["idp"] == "", link
    assert outcome(owner.link("ann")) == "linked", "once more changes nothing"
    assert len(owner.must("/api/v1/session/provider/links")["links"]) == 1

    browser = Traveller(server)
    landed = browser.sign_in_there("ann", "/annuaire?territory=77142&field=employers")
    assert landed == "/connexion?suite=" + urllib.parse.quote("/annuaire?territory=77142&field=employers", safe=""), landed
    assert "bassin-provider" not in browser.cookies
    assert browser.must("/api/v1/session")["step"] == "in", "the notice was accepted in the other session"
    assert browser.session["agent"]["email"] == "adviser@pays.fr"
    own = next(it for it in browser.must("/api/v1/sessions")["sessions"] if it["this"])
    assert own["started_by"] == "provider", own

    out = browser.must("/api/v1/session", "DELETE")
    end = urllib.parse.urlsplit(out["end_session"])
    asked = dict(urllib.parse.parse_qsl(end.query))
    assert out["end_session"].startswith(provider.issuer + "/session/end?") and asked["id_token_hint"].count(".") == 2, out
    assert asked["post_logout_redirect_uri"] == server.site + "/connexion" and len(asked["state"]) >= 32
    status, _, page = browser.ask_provider(out["end_session"])
    assert status == 200 and "logout" in page.lower(), (status, page[:500])
    assert browser.must("/api/v1/session")["step"] == "out"
    assert owner.must("/api/v1/session", "DELETE")["end_session"] is None, "a session of a password has nothing to end there"


def another_browser_or_another_time(server, _):
    """A callback is its browser's, once."""
    victim, attacker = Traveller(server), Traveller(server)
    returned = victim.at_provider(victim.begin(), "ann")
    assert outcome(attacker.back(returned)) == "expired", "no cookie"
    attacker.begin()
    assert outcome(attacker.back(returned)) == "expired", "the cookie of another attempt"
    assert "bassin" not in attacker.cookies
    kept = dict(victim.cookies)
    assert victim.back(returned) == "/connexion", "what others tried changes nothing"
    replay = Traveller(server)
    replay.cookies = kept
    assert outcome(replay.back(returned)) == "expired" and "bassin" not in replay.cookies
    # A code of one attempt with the state of another: the provider holds its code to the verifier.
    first, second = Traveller(server), Traveller(server)
    stolen = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(first.at_provider(first.begin(), "ann")).query))
    state = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(second.begin()).query))["state"]
    query = urllib.parse.urlencode({"code": stolen["code"], "state": state, "iss": stolen["iss"]})
    assert outcome(second.back(f"{server.site}/api/v1/session/provider/callback?{query}")) == "expired"
    for query in ("", "?state=", "?state=x&code=y", "?code=" + "a" * 5000, "?state=%00", "?error=access_denied"):
        status, _, _ = Traveller(server).moved("/api/v1/session/provider/callback" + query)
        assert status in (303, 400), (query, status)


def answers_of_other_issuers(server, _):
    """The parameter iss (RFC 9207): another one, or none where the provider always states it."""
    for change in (lambda iss: "https://evil.example", lambda iss: iss + "/", lambda iss: None):
        browser = Traveller(server)
        parts = urllib.parse.urlsplit(browser.at_provider(browser.begin(), "ann"))
        asked = dict(urllib.parse.parse_qsl(parts.query))
        asked["iss"] = change(asked["iss"])
        query = urllib.parse.urlencode({name: value for name, value in asked.items() if value is not None})
        assert outcome(browser.back(f"{server.site}{parts.path}?{query}")) == "refused"


def nobody_is_sent_elsewhere(server, _):
    for path in ("//evil.example/a", "https://evil.example", "/\\evil.example", "/api/v1/session", "javascript:alert(1)", "annuaire",
                 "/a\r\nSet-Cookie: x=y", "/" + "a" * 2000):
        browser = Traveller(server)
        assert browser.sign_in_there("ann", path) == "/connexion", path


def given_up(server, _):
    browser = Traveller(server)
    assert outcome(browser.sign_in_there("")) == "cancelled"
    query = urllib.parse.urlencode({"state": dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(browser.begin()).query))["state"],
                                    "error": "server_error", "error_description": "<script>alert(1)</script>"})
    assert outcome(browser.back(f"{server.site}/api/v1/session/provider/callback?{query}")) == "refused"


def second_factor_all_the_same(server, _):
    owner = Traveller(server).sign_in("coordinator@pays.fr")
    assert outcome(owner.link("bob")) == "linked"
    begun = owner.post("/api/v1/session/totp", {})
    recovery = owner.must("/api/v1/session/totp", "PUT", {"code": totp(begun["secret"])})["recovery_codes"]
    browser = Traveller(server)
    assert browser.sign_in_there("bob") == "/connexion"
    assert browser.must("/api/v1/session")["step"] == "second_factor" and browser.session["may"] == []
    refused(browser.ask("/api/v1/organisations"), 401, "access.sign_in")
    assert browser.post("/api/v1/session/second-factor", {"code": recovery[0]})["step"] == "in"
    assert browser.must("/api/v1/session", "DELETE")["end_session"], "the step after keeps what the provider gave"


def one_identity_one_account(server, _):
    thief = Traveller(server).sign_in("analyst@pays.fr")
    assert outcome(thief.link("ann")) == "taken"
    assert thief.must("/api/v1/session/provider/links")["links"] == []
    # The session that began the link is gone when its browser comes back.
    returned = thief.at_provider(thief.post("/api/v1/session/provider/links", {})["address"], "nil")
    thief.must("/api/v1/session", "DELETE")
    assert outcome(thief.back(returned)) == "expired"
    # Another site cannot begin one.
    owner = Traveller(server).sign_in("analyst@pays.fr")
    refused(owner.ask("/api/v1/session/provider/links", "POST", {}, token=False), 403, "access.token")
    refused(owner.ask("/api/v1/session/provider/links", "POST", {}, headers={"Origin": "https://evil.example"}), 403, "access.origin")


def invitations(server, _):
    root = server.browser("root@pays.fr")
    here = f"/api/v1/organisations/{root.session['organisation']['id']}/invitations"

    def invite(email, where=here):
        return root.post(where, {"email": email, "role": "adviser"})["link"].rsplit("/", 1)[1]

    token = invite("zoe@pays.fr")
    guest = Traveller(server)
    refused(guest.ask("/api/v1/invitations/" + "A" * 43 + "/provider", "POST", {}), 404, "partners.no_invitation")
    assert outcome(guest.accept(token, "ann")) == "taken", "of another account"
    assert guest.accept(token, "zoe") == "/connexion"
    guest.finish()
    assert guest.session["agent"]["name"] == "Zoé Petit" and guest.session["role"] == "adviser", guest.session
    link = guest.must("/api/v1/session/provider/links")["links"][0]
    refused(guest.ask("/api/v1/session/provider/links/" + link["id"], "DELETE"), 409, "partners.provider_last")
    refused(Traveller(server).ask(f"/api/v1/invitations/{token}/provider", "POST", {}), 404, "partners.no_invitation")
    refused(guest.ask("/api/v1/session", "POST", {"email": "zoe@pays.fr", "password": ""}), 403, "partners.sign_in")

    # An account that is there: its own identity accepts, nobody else's.
    cci = root.post("/api/v1/organisations", {"name": "CCI", "kind": "cci"})["id"]
    token = invite("zoe@pays.fr", f"/api/v1/organisations/{cci}/invitations")
    assert outcome(Traveller(server).accept(token, "nil")) == "known"
    again = Traveller(server)
    assert again.accept(token, "zoe") == "/connexion"
    assert {it["name"] for it in again.must("/api/v1/session")["organisations"]} == {"CCI", "Pays Créçois"}


def unlink(server, _):
    owner = Traveller(server).sign_in("adviser@pays.fr")
    elsewhere = Traveller(server)
    assert elsewhere.sign_in_there("ann") == "/connexion"
    link = owner.must("/api/v1/session/provider/links")["links"][0]["id"]
    refused(server.browser("analyst@pays.fr").ask("/api/v1/session/provider/links/" + link, "DELETE"), 404, "partners.unknown_link")
    owner.must("/api/v1/session/provider/links/" + link, "DELETE")
    refused(owner.ask("/api/v1/session/provider/links/" + link, "DELETE"), 404, "partners.unknown_link")
    assert elsewhere.must("/api/v1/session")["step"] == "out", "sessions that it began end"
    assert owner.must("/api/v1/session")["step"] == "in"
    assert outcome(Traveller(server).sign_in_there("ann")) == "unlinked"


def faults_of_the_provider(server, provider):
    root = server.browser("root@pays.fr")
    for fault, word in (("moved", "down"), ("large", "down"), ("issuer", "refused"), ("broken", "down")):
        provider.fault(fault)
        time.sleep(1.1)  # what is known of it is older than provider.document_seconds
        assert outcome(Traveller(server).begin()) == word, fault
        provider.fault("none")
        time.sleep(1.1)
        assert Traveller(server).begin().startswith(provider.issuer), "it is well again"
    browser = Traveller(server)
    returned = browser.at_provider(browser.begin(), "zoe")
    provider.fault("subject")
    assert outcome(browser.back(returned)) == "refused", "userinfo speaks of somebody else"
    provider.fault("none")
    reasons = {row["after"]["reason"] for row in root.must("/api/v1/audit?limit=500&action=session.provider_failed")["rows"]}
    assert {"openid.token", "partners.provider_attempt", "service.provider_cancelled", "partners.provider_unlinked"} <= reasons, reasons


def the_trail(server, _):
    for action in ("session.provider", "agent.provider_linked", "agent.provider_unlinked", "session.provider_failed"):
        assert trail(server, action), action
    text = json.dumps(trail(server, ""))
    assert SECRET not in text and "eyJ" not in text and '"zoe"' not in text
    server.stop()
    said = "".join(server.said) + server.process.stderr.read()
    for secret in (SECRET, PASSWORD, "pays.fr", "eyJ", "code="):
        assert secret not in said, secret


def wrong_configurations(server, provider):
    """Said before anything is served."""
    good = {"name": "Essai", "issuer": provider.issuer, "client_id": "bassin", "client_secret": "x"}
    address = '[installation]\naddress = "https://bassin.example"\n'
    for change, said in (({"issuer": "http://provider.example"}, "provider.issuer"), ({"issuer": None}, "provider.issuer"),
                         ({"client_id": None}, "provider.client_id"), ({"client_secret": None}, "provider.client_secret"),
                         ({"client_secret_file": "/x"}, "provider.client_secret"), ({"name": None}, "provider.name"),
                         ({"scopes": "profile"}, "provider.scopes"), ({"profile": "franceconnect"}, "provider.profile"),
                         ({"hs256": True}, "provider.hs256"), ({"authentication": "none"}, "provider.authentication"),
                         ({"isuer": "x"}, "provider.isuer")):
        table = "".join(f"{name} = {json.dumps(value)}\n" for name, value in {**good, **change}.items() if value is not None)
        path = server.write("wrong.toml", address + "[provider]\n" + table)
        done = server.run("serve", "--config", path, "--data", server.data, "--port", "0", check=2)
        assert said in done.stderr, (change, done.stderr)
    path = server.write("wrong.toml", "[provider]\n" + "".join(f"{name} = {json.dumps(value)}\n" for name, value in good.items()))
    assert "installation.address" in server.run("serve", "--config", path, "--data", server.data, "--port", "0", check=2).stderr


def main(binary, contract):
    with ProviderServer(binary, contract) as server, Provider(server.site, PEOPLE) as provider:
        server.init()
        for role in ("coordinator", "adviser", "analyst"):
            server.add(role + "@pays.fr", role)
        wrong_configurations(server, provider)
        server.start_with(provider)
        for test in (begins, no_account_by_address_alone, link_and_sign_in, another_browser_or_another_time, answers_of_other_issuers,
                     nobody_is_sent_elsewhere, given_up, second_factor_all_the_same, one_identity_one_account, invitations, unlink,
                     faults_of_the_provider, the_trail):
            test(server, provider)
            print("passed", test.__name__, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
