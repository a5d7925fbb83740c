/** Text for people in both languages; made by a folder's text catalogue, never inline. */
export type Bilingual = { readonly ko: string; readonly en: string };

export type Language = keyof Bilingual;

/** The language that an environment asks for: POSTFLIGHT_LANG, then the locale; Korean when it says nothing. */
export function languageOf(env: { readonly [name: string]: string | undefined }, wish?: string): Language {
  const asked = wish ?? env['POSTFLIGHT_LANG'] ?? env['LC_ALL'] ?? env['LANG'] ?? '';
  return asked.toLowerCase().startsWith('en') ? 'en' : 'ko';
}
