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
  copied: 'Adresse copiée.'
};

export type LettersMessages = typeof fr;
