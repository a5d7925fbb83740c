import { Type } from 'typebox';
import { locatorProperties } from '../model/locator.ts';
import { FilePath, keyRules } from '../model/marks.ts';
import { defineVerb } from '../model/verb.ts';
import { actOn } from './act.ts';
import { insideFolder } from './inside-folder.ts';

export const upload = defineVerb({
  name: 'upload',
  summary: { ko: '파일을 올린다.', en: 'Puts files into a file field.' },
  effect: 'touch',
  args: Type.Object(
    {
      ...locatorProperties,
      files: Type.Array(FilePath, { minItems: 1, maxItems: 20, description: "Paths inside the checklist's folder" }),
    },
    keyRules({ locator: 'required' }),
  ),
  shorthand: null,
  example: 'upload: { label: 사진 첨부, files: [photos/bed.png] }',
  async run(world, args) {
    const files = await Promise.all(args.files.map((file) => insideFolder(world, file)));
    // Shops hide the native field behind a button of their own, so it need not be visible.
    await actOn(world, args, {
      ready: 'present',
      act: (locator, timeout) => locator.setInputFiles(files, { timeout }),
    });
  },
});
