import type { Verb } from '../model/verb.ts';
import { amounts } from './amounts.ts';
import { check } from './check.ts';
import { click } from './click.ts';
import { dialog } from './dialog.ts';
import { each } from './each.ts';
import { fill } from './fill.ts';
import { frame } from './frame.ts';
import { goto } from './goto.ts';
import { hover } from './hover.ts';
import { http } from './http.ts';
import { manual } from './manual.ts';
import { popup } from './popup.ts';
import { press } from './press.ts';
import { save } from './save.ts';
import { script } from './script.ts';
import { scroll } from './scroll.ts';
import { select } from './select.ts';
import { submitPayment } from './submit-payment.ts';
import { upload } from './upload.ts';
import { use } from './use.ts';
import { waitFor } from './wait-for.ts';
import { when } from './when.ts';

/** THE LIST of what a step can do, sorted by name. A new word is one file and one line here. */
export const verbs = [
  amounts,
  check,
  click,
  dialog,
  each,
  fill,
  frame,
  goto,
  hover,
  http,
  manual,
  popup,
  press,
  save,
  script,
  scroll,
  select,
  submitPayment,
  upload,
  use,
  waitFor,
  when,
] as const satisfies readonly Verb[];
