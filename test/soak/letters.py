"""Colleagues who are invited by mail, follow the link, look around and leave: each letter arrives once."""

from postbox import link_of
from people import PASSWORD, Browser


class Secretary:
    def __init__(self, server, mails, root):
        self.server, self.mails, self.root = server, mails, root
        self.invited = 0

    def work(self, ended):
        organisation = self.root.session["organisation"]["id"]
        while not ended.wait(1.0):
            address = f"colleague{self.invited}@pays.fr"
            self.invited += 1
            made = self.root.post(f"/api/v1/organisations/{organisation}/invitations", {"email": address, "role": "elected"})
            assert made["link"] is None, "the letter alone holds it"
            token = link_of(self.mails.wait_for(address)).rsplit("/", 1)[1]
            guest = Browser(self.server)
            assert guest.must(f"/api/v1/invitations/{token}")["email"] == address
            session = guest.post(f"/api/v1/invitations/{token}", {"name": "Un Collègue", "password": PASSWORD})
            assert session["step"] == "enrol_second_factor", session
            assert guest.ask(f"/api/v1/invitations/{token}")[0] == 404, "good once"
            self.root.post(f"/api/v1/agents/{session['agent']['id']}/leave", {})
            assert guest.must("/api/v1/session")["step"] == "out"
