/*
 * The reference template that a team hands in for approval. It is dry on purpose: since 2026 a reported message can suspend a whole
 * business number, and a text that urges is refused.
 */

/** What the variables of the reference template are filled with. */
export const alimtalkVariables = {
  대상: '{{target.title|truncate:40}}',
  점검: '{{runId|truncate:40|default:-}}',
  구분: '{{prefix|truncate:20}}',
  내용: '{{headline|truncate:200}}',
  시각: '{{time}}',
  링크: '{{links.acknowledge|default:-}}',
} as const;

/** The text to hand in, with its variables. */
export const alimtalkReference = `[배포 점검 알림]
구분: #{구분}
대상: #{대상}
점검: #{점검}
내용: #{내용}
시각: #{시각}
확인: #{링크}`;

/** The reference text with templates in the place of its variables: who sends the whole text needs it word for word. */
export function alimtalkText(reference: string, variables: { readonly [name: string]: string }): string {
  return reference.replaceAll(/#\{([^}]+)\}/g, (whole, name: string) => variables[name] ?? whole);
}
