// The sign of an organisation, by its kind.
export const SIGN_OF = {
  intercommunality: 'intercommunality',
  cci: 'cci',
  cma: 'cma',
  agriculture: 'ca',
  other: 'outside'
} as const;

export const signOf = (kind: string): (typeof SIGN_OF)[keyof typeof SIGN_OF] =>
  Object.hasOwn(SIGN_OF, kind) ? SIGN_OF[kind as keyof typeof SIGN_OF] : 'outside';
