// Where the public form stands, by its code: short enough to be typed from a poster.
export const formAddress = (code: string) => `${location.origin}/sinistre/${code}`;
export const shortAddress = () => `${location.host}/sinistre`;
export const spaced = (code: string) => code.replace(/^(.{4})(.+)$/, '$1\u00a0$2');
