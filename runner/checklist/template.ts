/** A piece of a text: plain characters, or one `${…}`. Positions are offsets in the text. */
export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'expression'; readonly source: string; readonly start: number; readonly end: number }
  | { readonly kind: 'secret'; readonly name: string; readonly start: number; readonly end: number }
  | {
      readonly kind: 'env';
      readonly name: string;
      readonly fallback: string | null;
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: 'wrong'; readonly why: string; readonly start: number; readonly end: number };

/** Splits a text at its `${…}`; `$${` is a plain `${`. Mistakes are parts, so that all are told. */
export function parseTemplate(text: string): readonly Part[] {
  const parts: Part[] = [];
  let plain = '';
  let at = 0;
  const flush = (): void => {
    if (plain !== '') parts.push({ kind: 'text', text: plain });
    plain = '';
  };
  while (at < text.length) {
    if (text.startsWith('$${', at)) {
      plain += '${';
      at += 3;
    } else if (text.startsWith('${', at)) {
      flush();
      const end = closingBrace(text, at + 2);
      if (end === null) {
        parts.push({ kind: 'wrong', why: '"${" is never closed', start: at, end: text.length });
        return parts;
      }
      parts.push(readPart(text.slice(at + 2, end), at, end + 1));
      at = end + 1;
    } else {
      plain += text[at] ?? '';
      at += 1;
    }
  }
  flush();
  return parts;
}

function readPart(inside: string, start: number, end: number): Part {
  const source = inside.trim();
  if (source === '') return { kind: 'wrong', why: '"${}" holds no expression', start, end };
  const named = /^(secret|env):(.*)$/s.exec(source);
  if (named === null) return { kind: 'expression', source, start, end };
  const [name = '', ...rest] = (named[2] ?? '').split('|');
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
    return {
      kind: 'wrong',
      why: `"${name}" is no name of a ${named[1] === 'secret' ? 'secret' : 'variable'} (letters, digits, "_")`,
      start,
      end,
    };
  }
  if (named[1] === 'env') return { kind: 'env', name, fallback: rest.length === 0 ? null : rest.join('|'), start, end };
  return rest.length === 0
    ? { kind: 'secret', name, start, end }
    : { kind: 'wrong', why: 'a secret has no fallback', start, end };
}

/** Index of the `}` that closes an expression; braces inside strings, names in backquotes and inner maps do not count. */
function closingBrace(text: string, from: number): number | null {
  let depth = 0;
  let quote: string | null = null;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (quote !== null) {
      if (character === '\\' && quote !== '`') at += 1;
      else if (character === quote) quote = null;
    } else if (character === '"' || character === "'" || character === '`') quote = character;
    else if (character === '{') depth += 1;
    else if (character === '}') {
      if (depth === 0) return at;
      depth -= 1;
    }
  }
  return null;
}
