type Words = { readonly what: string; readonly fix: string };

/** The yaml package's error codes in a release engineer's words. */
const words: { readonly [code: string]: Words } = {
  BAD_INDENT: {
    what: 'the indentation does not fit the lines around it',
    fix: 'align it with its neighbours; use spaces',
  },
  TAB_AS_INDENT: { what: 'a tab is used for indentation', fix: 'use spaces' },
  BLOCK_AS_IMPLICIT_KEY: {
    what: 'a map cannot begin inside this line',
    fix: 'start a new, indented line, or put text that holds ": " in quotes',
  },
  MULTILINE_IMPLICIT_KEY: {
    what: 'a key goes over several lines',
    fix: 'look for a missing ":" after the key, or a missing quote',
  },
  MISSING_CHAR: { what: 'a closing quote, bracket or colon is missing', fix: 'close it; look at the lines above, too' },
  UNEXPECTED_TOKEN: {
    what: 'something stands here that YAML does not expect',
    fix: 'look for a missing comma, quote or bracket before it',
  },
  BAD_SCALAR_START: { what: 'a plain text cannot begin with this character', fix: 'put the text in quotes' },
  BAD_DQ_ESCAPE: { what: 'a backslash in "…" begins no known escape', fix: "double it (\\\\), or use '…' quotes" },
  IMPOSSIBLE: { what: 'this cannot be read as YAML', fix: 'rewrite this line' },
  BAD_ALIAS: { what: 'an alias (*name) is not written right', fix: 'write "*name", or put the text in quotes' },
  MULTIPLE_ANCHORS: { what: 'a value has several anchors', fix: 'keep one' },
  MULTIPLE_TAGS: { what: 'a value has several tags', fix: 'remove the tags' },
  TAG_RESOLVE_FAILED: { what: 'a tag ("!…") does not fit its value', fix: 'remove the tag' },
};

/** What a YAML error means and how to mend it. */
export function plainYamlError(code: string, message: string, lineBefore: string): Words {
  // `{ value: ${word} }`: the brace of the template begins a map.
  if (/[{[].*[:,[] *[^"' ]*\$\{[^"']*$/.test(lineBefore)) {
    return {
      what: 'inside { … } and [ … ] a text with "${…}" must stand in quotes',
      fix: 'write "${…}" with the quotes',
    };
  }
  if (/must be sufficiently indented and end with/.test(message)) {
    return { what: 'a "[" or "{" in a line above is not closed', fix: 'add the closing bracket' };
  }
  if (/without - indicator/.test(message))
    return {
      what: 'the indentation does not fit the lines around it',
      fix: 'align it with its neighbours; use spaces',
    };
  if (/^Missing closing ["']quote/.test(message))
    return { what: 'this text is never closed', fix: 'close it with the quote that it begins with' };
  return words[code] ?? { what: `not YAML: ${message}`, fix: 'mend the marked place' };
}
