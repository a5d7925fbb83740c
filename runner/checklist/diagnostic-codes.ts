type Row = { readonly meaning: string; readonly fix: string };

/** Every mistake a file can hold: what the code means and what to do. Codes are public; they are added, never renamed. */
export const diagnosticCodes = {
  E_FILE_MISSING: { meaning: 'A file that is named does not exist.', fix: 'Correct the name, or add the file.' },
  E_FILE_UNREADABLE: { meaning: 'The name is a directory, or the file may not be read.', fix: 'Name a readable file.' },
  E_FILE_TOO_LARGE: {
    meaning: 'A file is larger than the limit.',
    fix: 'Split it; move rows into fewer, smaller files.',
  },
  E_FILE_ENCODING: { meaning: 'A file is not UTF-8 text.', fix: 'Save it as UTF-8.' },
  E_FILES_TOO_MANY: { meaning: 'A checklist reads more files than the limit.', fix: 'Join small flows.' },
  E_PATH_OUTSIDE: {
    meaning: 'A path leaves the folder it must stay in.',
    fix: 'Move the file into the checklist’s folder.',
  },
  E_YAML_SYNTAX: { meaning: 'The text is not YAML.', fix: 'Mend the place that is marked.' },
  E_YAML_EMPTY: { meaning: 'The file holds nothing.', fix: 'Write the checklist, flow or target.' },
  E_YAML_DEPTH: { meaning: 'Values are nested deeper than the limit.', fix: 'Flatten them; move steps into a flow.' },
  E_YAML_ALIAS: {
    meaning: 'An alias is unknown, contains itself, or aliases multiply.',
    fix: 'Write the value out, or use a flow.',
  },
  E_YAML_TAG: { meaning: 'A YAML tag (`!name`) is used.', fix: 'Remove the tag.' },
  E_YAML_MERGE: {
    meaning: 'A merge key (`<<`) is not one alias of a map.',
    fix: 'Write `<<: *name`, or write the keys out.',
  },
  E_YAML_DOCUMENTS: { meaning: 'The file holds several documents or a directive.', fix: 'Keep one document.' },
  E_KEY_DUPLICATE: { meaning: 'A key stands twice in one map.', fix: 'Remove one of the two.' },
  E_KEY_FORBIDDEN: { meaning: 'A key is a name that JavaScript objects reserve.', fix: 'Use another name.' },
  E_NUMBER: { meaning: 'A number cannot be kept exactly as it is written.', fix: 'Put it in quotes.' },
  E_KEY_UNKNOWN: { meaning: 'A key does not exist here.', fix: 'Correct or remove it.' },
  E_KEY_MISSING: { meaning: 'A required key is missing.', fix: 'Add it.' },
  E_VALUE: {
    meaning: 'A value has the wrong type or is not one of the allowed ones.',
    fix: 'Write a value of the expected kind.',
  },
  E_ACTION_SHAPE: {
    meaning: 'An entry of a list of actions or expectations is not one word with its arguments.',
    fix: 'Write `- word: arguments`.',
  },
  E_VERB_UNKNOWN: { meaning: 'There is no such verb.', fix: 'Use a verb of the language.' },
  E_EXPECTATION_UNKNOWN: { meaning: 'There is no such expectation.', fix: 'Use an expectation of the language.' },
  E_LOCATOR: {
    meaning: 'A locator does not say in exactly one way where to look.',
    fix: 'Keep one of role, label, text, testid, placeholder, alt, title, css, or `name` alone.',
  },
  E_ID: { meaning: 'An id is not made of letters, digits, `-`, `_`, `.`.', fix: 'Rename it.' },
  E_ID_DUPLICATE: { meaning: 'Two sections or steps have one id.', fix: 'Rename one.' },
  E_NEED_UNKNOWN: { meaning: 'A need names no section or step.', fix: 'Correct the id.' },
  E_NEED_CYCLE: { meaning: 'Needs go round in a circle.', fix: 'Remove one need of the circle.' },
  E_NEED_ORDER: { meaning: 'A step needs one that comes later.', fix: 'Move the needed step up.' },
  E_STEP_CANNOT_FAIL: { meaning: 'A step expects nothing, so it would always pass.', fix: 'Add an expectation.' },
  E_EFFECT_MONEY: { meaning: 'A step pays but does not say so.', fix: 'Write `effect: money`.' },
  E_MONEY_PLACE: { meaning: 'A payment stands outside a step’s `do`.', fix: 'Move it into a step of its own.' },
  E_ARGUMENTS: {
    meaning: 'The arguments of a word contradict each other, or name what it could never reach.',
    fix: 'Follow the hint; see the page of the word.',
  },
  E_REWRITE_PAYS: {
    meaning: 'Answers are rewritten in a section that pays.',
    fix: 'Move the check into a section without payments.',
  },
  E_DURATION: {
    meaning: 'A duration cannot be read, is zero, or is above ten minutes.',
    fix: 'Write for example `500ms`, `10s`, `2m`.',
  },
  E_DATE: { meaning: 'A date cannot be read.', fix: 'Write it as `2026-12-31`.' },
  E_SAME_PERSON: { meaning: 'The person who asks and the one who approves are the same.', fix: 'Ask a second person.' },
  E_WAIVER_EXPIRED: { meaning: 'A waiver or known issue ended.', fix: 'Renew it with a second person, or remove it.' },
  E_KNOWN_ISSUE_STEP: { meaning: 'A known issue names no step.', fix: 'Correct the id.' },
  E_DEVICE: { meaning: 'There is no such device.', fix: 'Use a Playwright device name or `{ width, height }`.' },
  E_LOCALE: { meaning: 'There is no such locale or time zone.', fix: 'Write for example `ko-KR` and `Asia/Seoul`.' },
  E_PATTERN: { meaning: 'A pattern is not RE2.', fix: 'Rewrite it without look-around and back references.' },
  E_EXPRESSION: { meaning: 'A JSONata expression cannot be read.', fix: 'Mend the expression.' },
  E_TEMPLATE: {
    meaning: 'A `${…}` is not closed or is empty.',
    fix: 'Close it with `}`; write `$${` for the characters themselves.',
  },
  E_VARIABLE_UNKNOWN: { meaning: 'Nothing defines this variable.', fix: 'Correct the name, or define it.' },
  E_SECRET_PLACE: {
    meaning: 'A secret stands where it could be shown.',
    fix: 'Use secrets in `fill` and in `http` headers and bodies only.',
  },
  E_ENV_PLACE: {
    meaning: 'An environment variable is read outside a target file.',
    fix: 'Make it a variable of the target.',
  },
  E_ENV_MISSING: {
    meaning: 'An environment variable is not set and has no fallback.',
    fix: 'Set it, or write `${env:NAME|fallback}`.',
  },
  E_FLOW_UNKNOWN: { meaning: 'There is no such flow.', fix: 'Correct the name, or add the file in `flows/`.' },
  E_FLOW_PARAMETER: {
    meaning: 'A flow is given an unknown parameter, or misses one.',
    fix: 'Give the parameters that the flow declares.',
  },
  E_FLOW_RECURSION: { meaning: 'A flow uses itself.', fix: 'Break the circle.' },
  E_NESTING: { meaning: 'Actions are nested deeper than 8.', fix: 'Flatten them.' },
  E_TOO_MANY: { meaning: 'There are more steps, rows or actions than the limit.', fix: 'Split the checklist.' },
  E_EACH_ROWS: { meaning: 'The rows of `each` are not a list of maps.', fix: 'Write `each: [ { name: value } ]`.' },
  E_DATA_FILE: { meaning: 'A data file cannot be read as CSV or JSON.', fix: 'Mend the file.' },
  E_EXTENDS_CYCLE: { meaning: 'A checklist extends itself.', fix: 'Break the circle.' },
  E_OVERLAY_UNKNOWN: { meaning: '`change` or `remove` names nothing in the base.', fix: 'Correct the id.' },
  E_OVERLAY: {
    meaning: '`change` or `remove` without `extends`, a changed id, or one id in both.',
    fix: 'See Overlays in the language page.',
  },
  E_TARGET_UNKNOWN: {
    meaning: 'There is no such target file.',
    fix: 'Correct the name, or add `targets/<name>.yaml`.',
  },
  E_TARGET_URL: {
    meaning: 'A URL or host of a target cannot be used.',
    fix: 'Write `https://shop.example`, hosts as `host:port`.',
  },
  E_CEILING: {
    meaning: 'A payment ceiling is zero or contradicts the other.',
    fix: 'Write whole KRW, `step` not above `run`.',
  },
  E_ON_CALL_UNKNOWN: {
    meaning: 'An on-call file names a person, rota, channel or kind of channel that it does not have.',
    fix: 'Correct the name, or add it.',
  },
  E_ON_CALL_ADDRESS: {
    meaning: 'Somebody is to be told by a channel on which they have no address.',
    fix: 'Add it to the person’s `addresses`.',
  },
  E_ON_CALL_NOBODY: {
    meaning: 'Everybody is to be told by a channel on which nobody has an address.',
    fix: 'Add an address, or take the channel out.',
  },
  E_LADDER: { meaning: 'Rungs of a ladder or shifts of a rota are not in order of time.', fix: 'Put them in order.' },
  E_LIVE_KEY: {
    meaning: 'A live key of a payment gateway stands in the file.',
    fix: 'Remove it, revoke it, use a test key from a secret.',
  },
  E_CARD_NUMBER: {
    meaning: 'A real-looking card number stands in the file.',
    fix: 'Name a test card: `card: visa-ok`.',
  },
  E_SELECTION_UNKNOWN: { meaning: 'The selection names no section, step or tag.', fix: 'Correct the name.' },
  E_NOTHING_SELECTED: { meaning: 'The selection holds no step.', fix: 'Select at least one step.' },
} as const satisfies { readonly [code: string]: Row };

export type DiagnosticCode = keyof typeof diagnosticCodes;
