/** Text for people in both languages; made by a folder's text catalogue, never inline. */
export type Bilingual = { readonly ko: string; readonly en: string };

export type Language = keyof Bilingual;
