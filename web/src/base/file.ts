// Where the file of a business, a legal unit or a project stands, by the key under which casework keeps it.
export function fileAddress(key: string): string {
  if (key.startsWith('project:')) return `/projets/${encodeURIComponent(key.slice('project:'.length))}`;
  if (key.startsWith('unit:')) return `/entreprises/${encodeURIComponent(key.slice('unit:'.length))}`;
  return `/etablissements/${encodeURIComponent(key)}`;
}
