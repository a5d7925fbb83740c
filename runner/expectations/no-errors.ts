import { Type } from 'typebox';
import { compilePattern } from '../base/pattern.ts';
import { keyRules, Pattern, templated } from '../model/marks.ts';
import { defineExpectation, type PageSignals } from '../model/verb.ts';
import { shownText } from './text-rule.ts';
import { text } from './text.ts';

const Flag = (description: string) => Type.Optional(templated(Type.Boolean({ description })));

export const noErrors = defineExpectation({
  name: 'no-errors',
  summary: {
    ko: '콘솔·페이지·네트워크에 오류가 없다.',
    en: 'Console, page and network have reported no error in this step.',
  },
  args: Type.Object(
    {
      console: Flag('console.error; default true'),
      page: Flag('Uncaught exceptions; default true'),
      network: Flag('Failed requests and HTTP 400 or above; default true'),
      ignore: Type.Optional(Type.Array(Pattern, { description: 'Errors that match one of these do not count' })),
    },
    keyRules({}),
  ),
  shorthand: null,
  example: 'no-errors: { ignore: [favicon] }',
  check(world, args) {
    const ignored = (args.ignore ?? []).map(compilePattern);
    const seen = [
      ...((args.console ?? true) ? world.signals.consoleErrors().map((line) => `console: ${line}`) : []),
      ...((args.page ?? true) ? world.signals.pageErrors().map((line) => `page: ${line}`) : []),
      ...((args.network ?? true) ? world.signals.failedRequests().map(requestWords) : []),
    ].filter((line) => !ignored.some((pattern) => pattern.test(line)));
    if (seen.length === 0) return Promise.resolve({ ok: true });
    // What has been reported stays reported: waiting cannot make it good.
    const message = text.errorsSeen({ count: seen.length });
    return Promise.resolve({ ok: false, final: true, message, expected: '0', observed: shownText(seen.join('\n')) });
  },
});

function requestWords(request: ReturnType<PageSignals['failedRequests']>[number]): string {
  return `network: ${request.method} ${request.url} ${request.status ?? request.error ?? ''}`.trim();
}
