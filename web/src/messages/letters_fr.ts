// Texts of what reaches an agent outside of the application: the calendar, letters. In French.

export const fr = {
  calendar: 'Calendrier',
  calendarIntro:
    'Vos rappels, les besoins qui attendent votre réponse, les comités et vos jalons dans l’agenda de votre messagerie ou de votre téléphone, tenus à jour.',
  calendarWarning:
    'L’adresse vaut un mot de passe\u00a0: qui l’a lit ce calendrier sans se connecter, avec le texte de vos rappels. Une entreprise n’y porte que son nom public.',
  none: 'Aucune adresse n’a été créée.',
  made: (day: string) => `Adresse créée le ${day}.`,
  opened: (day: string) => `Lue pour la dernière fois le ${day}.`,
  neverOpened: 'Elle n’a pas encore été lue.',
  make: 'Créer une adresse',
  renew: 'Renouveler l’adresse',
  renewText:
    'L’adresse n’est montrée qu’à sa création. Perdue ou connue d’un autre\u00a0: renouvelez-la, l’ancienne s’arrête aussitôt.',
  revoke: 'Arrêter le calendrier',
  revoked: 'L’adresse n’est plus en service.',
  address: 'Adresse du calendrier',
  once: 'Notez-la maintenant\u00a0: elle ne sera plus montrée. Dans votre agenda, choisissez «\u00a0s’abonner à un calendrier\u00a0» et collez-la.',
  copy: 'Copier l’adresse',
  copied: 'Adresse copiée.',
  alerts: {
    ofOne: 'À surveiller',
    ofAll: 'Conventions à surveiller',
    deliberation: (party: string) => `La délibération de ${party} manque.`,
    notice: (day: string) => `Dernier jour pour dénoncer avant la reconduction\u00a0: ${day}.`,
    end: (day: string) => `Elle prend fin le ${day}.`,
    action: (action: string, day: string) => `L’action ${action} est en retard depuis le ${day}.`,
    indicator: (indicator: string) => `L’indicateur ${indicator} n’a encore aucune valeur.`,
    decision: (decision: string, who: string, day: string) =>
      `Une décision suivie par ${who} attend depuis le ${day}\u00a0: ${decision}`
  },
  letters: 'Lettres',
  lettersIntro:
    'Ce que Bassin vous écrit à votre adresse électronique\u00a0: le texte de vos rappels, des noms publics et un lien, jamais ce que dit un besoin.',
  lettersNone: 'Cette installation n’envoie pas de courriels.',
  kinds: {
    silence: 'Un besoin reste sans réponse depuis 9, 21 ou 45\u00a0jours (une lettre par jour au plus)',
    digest: 'La semaine\u00a0: ce qui est en retard, ce qui vient, ce qui attend, les conventions à surveiller'
  },
  kept: 'Votre choix est enregistré.'
};

export type LettersMessages = typeof fr;
