/** Deeper than anything that we write. Recursion over what a stranger nested a million times would end the process. */
const depthAtMost = 100;

/** What a JSON text says; undefined when it is no JSON, or nested deeper than anything we write. */
export function readJson(text: string): unknown {
  if (!isShallow(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    // Bad JSON is an answer about the text.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The same, and undefined unless writing it again gives the same text: so double keys, spaces and other spellings are refused. */
export function readOwnJson(text: string): unknown {
  const json = readJson(text);
  return json !== undefined && JSON.stringify(json) === text ? json : undefined;
}

const [quote, backslash, openBracket, closeBracket, openBrace, closeBrace] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

function isShallow(text: string): boolean {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (inText) {
      if (code === backslash) at += 1;
      else if (code === quote) inText = false;
    } else if (code === quote) inText = true;
    else if (code === openBracket || code === openBrace) {
      depth += 1;
      if (depth > depthAtMost) return false;
    } else if (code === closeBracket || code === closeBrace) depth -= 1;
  }
  return true;
}
