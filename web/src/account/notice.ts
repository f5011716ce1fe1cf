// The little of Markdown that a notice is written in: headings, lists, paragraphs. Everything else stays text.
export type Block = {kind: 'head' | 'text'; text: string} | {kind: 'list'; items: string[]};

const plain = (text: string) =>
  text
    .replace(/\*\*|__|`/g, '')
    .replace(/\s+/g, ' ')
    .trim();

export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  for (const part of markdown.split(/\n\s*\n/)) {
    const lines = part.split('\n').filter((line) => line.trim());
    const head = /^#+\s+(.*)/.exec(lines[0] ?? '');
    if (head) blocks.push({kind: 'head', text: plain(head[1] ?? '')});
    const rest = head ? lines.slice(1) : lines;
    if (rest.length === 0) continue;
    if (/^\s*[-*]\s/.test(rest[0] ?? '')) {
      const items = rest
        .join('\n')
        .split(/\n?^\s*[-*]\s+/m)
        .map(plain)
        .filter(Boolean);
      blocks.push({kind: 'list', items});
    } else blocks.push({kind: 'text', text: plain(rest.join(' '))});
  }
  return blocks;
}
