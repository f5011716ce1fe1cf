#!/usr/bin/env python3
"""The ProConnect profile: signed userinfo, subjects of an identity provider behind it, the organisation by its SIRET.

usage: proconnect.py BINARY OPENAPI
"""

import sys
import urllib.parse

from provider import Provider, ProviderServer, Traveller, outcome, trail

HERE, ELSEWHERE = "24770043800011", "73282932000074"


def person(given, usual, siret, idp="idp-1", **more):
    return {"given_name": given, "usual_name": usual, "siret": siret, "idp_id": idp, "email": given + "@pays.fr", "uid": given, **more}


PEOPLE = {"ann": person("Ann", "Bol", HERE),
          "moved": person("Ann", "Bol", ELSEWHERE, subject="ann"),
          "twin": person("Ann", "Autre", HERE, "idp-2", subject="ann"),
          "bare": {"subject": "ann", "siret": HERE, "given_name": "Ann", "usual_name": "Bol"},
          "zoe": person("Zoé", "Petit", HERE), "far": person("Léo", "Loin", ELSEWHERE), "none": person("Sans", "Siret", "")}


def journey(server, provider, signed):
    owner = Traveller(server).sign_in("adviser@pays.fr")
    address = owner.post("/api/v1/session/provider/links", {})["address"]
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
    assert asked["scope"] == "openid given_name usual_name email uid siret idp_id" and "amr" in asked["claims"], asked
    assert outcome(owner.back(owner.at_provider(address, "far"))) == "siret", "linked only where the organisation is one's own"
    assert outcome(owner.link("none")) == "siret"
    assert outcome(owner.link("bare")) == "refused", "who stands behind ProConnect must be said"
    assert outcome(owner.link("ann")) == "linked"
    assert owner.must("/api/v1/session/provider/links")["links"][0]["idp"] == "idp-1"

    browser = Traveller(server)
    assert browser.sign_in_there("ann") == "/connexion"
    browser.finish()
    assert browser.session["organisation"]["name"] == "Pays Créçois" and browser.session["agent"]["email"] == "adviser@pays.fr"
    assert browser.must("/api/v1/session", "DELETE")["end_session"].startswith(provider.issuer)
    assert outcome(Traveller(server).sign_in_there("moved")) == "siret", "now of another organisation"
    assert outcome(Traveller(server).sign_in_there("twin")) == "unlinked", "the same subject of another identity provider"
    assert trail(server, "session.provider")[0]["after"]["reason"] == "partners.provider_unlinked"
    assert any((row["after"] or {}).get("amr") == ["pwd", "mfa"] for row in trail(server, "session.provider")), signed


def the_organisation_that_it_states(server):
    """Of several roles the one at the organisation of the SIRET."""
    root = server.browser("root@pays.fr")
    cci = root.post("/api/v1/organisations", {"name": "A – CCI", "kind": "cci", "siren": ELSEWHERE[:9]})["id"]
    server.add("several@pays.fr", "adviser")
    token = root.post(f"/api/v1/organisations/{cci}/invitations", {"email": "several@pays.fr", "role": "analyst"})["link"].rsplit("/", 1)[1]
    owner = Traveller(server).sign_in("several@pays.fr")
    owner.post("/api/v1/invitations/" + token, {"password": "le chat dort au soleil"})
    owner.finish()
    assert outcome(owner.link("zoe")) == "linked" and outcome(owner.link("far")) == "linked"
    for login, name in (("zoe", "Pays Créçois"), ("far", "A – CCI")):
        browser = Traveller(server)
        assert browser.sign_in_there(login) == "/connexion"
        assert browser.finish().session["organisation"]["name"] == name


def invited_elsewhere(server):
    """An invitation stands until somebody of that organisation accepts it."""
    root = server.browser("root@pays.fr")
    here = f"/api/v1/organisations/{root.session['organisation']['id']}/invitations"
    token = root.post(here, {"email": "none@pays.fr", "role": "adviser"})["link"].rsplit("/", 1)[1]
    guest = Traveller(server)
    assert outcome(guest.accept(token, "none")) == "siret"
    assert guest.must("/api/v1/session")["step"] == "out" and guest.must("/api/v1/invitations/" + token)["email"] == "none@pays.fr"


def main(binary, contract):
    for algorithm, authentication, more in (("RS256", "client_secret_basic", ""), ("ES256", "client_secret_post", ""),
                                            ("HS256", "client_secret_basic", "hs256 = true\n")):
        with ProviderServer(binary, contract) as server, Provider(server.site, PEOPLE, algorithm=algorithm, signed=True,
                                                                  authentication=authentication) as provider:
            server.init()
            server.add("adviser@pays.fr", "adviser")
            server.start_with(provider, f'profile = "proconnect"\namr = true\nauthentication = "{authentication}"\n{more}')
            root = server.browser("root@pays.fr")
            root.must("/api/v1/organisations/" + root.session["organisation"]["id"], "PATCH", {"siren": HERE[:9]})
            journey(server, provider, algorithm)
            if algorithm == "RS256":
                the_organisation_that_it_states(server)
                invited_elsewhere(server)
            server.stop()
            print("passed", algorithm, authentication, flush=True)
    # A provider that signs by the shared secret is refused where that was not agreed.
    with ProviderServer(binary, contract) as server, Provider(server.site, PEOPLE, algorithm="HS256", signed=True) as provider:
        server.init()
        server.start_with(provider, 'profile = "proconnect"\n')
        assert outcome(Traveller(server).sign_in_there("ann")) == "refused"
        server.stop()
        said = "".join(server.said) + server.process.stderr.read()
        assert said.count("signed answer of the sign-in provider is refused") == 1, said
        # Behind a proxy that has TLS the cookie is this host's alone.
        server.start_with(provider, 'profile = "proconnect"\n[server]\nbehind_proxy = true\n')
        _, headers, _ = server.ask("/api/v1/session/provider", headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"})
        cookie = headers["Set-Cookie"]
        assert cookie.startswith("__Host-bassin-provider=") and cookie.endswith("; Secure") and "Path=/;" in cookie, cookie
        server.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
