// Whether the help on the keyboard is shown.
export const keys = $state({shown: false});
