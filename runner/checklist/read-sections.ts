import type { Section } from '../model/checklist.ts';
import { checkShape } from './check-shape.ts';
import { outsideSteps } from './check-step.ts';
import { readMask } from './read-mask.ts';
import { readStep } from './read-step.ts';
import { checkBesidePayments } from './refusals.ts';
import { folderOf, readId, readWhen, rememberNeeds, type Sections } from './sections.ts';
import { SectionShape } from './shapes.ts';
import { child, itemsOf, textOf, textsOf, without, type Node } from './tree.ts';

/** One section; parts that cannot be read are left out after their diagnostics. */
export function readSection(all: Sections, node: Node): Section | null {
  const { reading } = all;
  const idNode = child(node, 'id');
  const id = textOf(idNode) ?? '';
  const keyAt = idNode?.at ?? node.at;
  checkShape(
    node.kind === 'map' ? without(node, ['mask']) : node,
    SectionShape,
    { name: id === '' ? 'a section' : `section "${id}"`, keyAt },
    reading.problems,
  );
  if (node.kind !== 'map') return null;
  readId(all, idNode);
  rememberNeeds(all, child(node, 'needs'), { section: id, step: null });
  const place = { names: new Set<string>(), folder: folderOf(reading, node) };
  const mask = [...all.mask, ...readMask(node, reading.problems)];
  const section = {
    id,
    title: textOf(child(node, 'title')) ?? '',
    needs: textsOf(child(node, 'needs')).map((each) => each.text),
    locks: textsOf(child(node, 'locks')).map((each) => each.text),
    tags: textsOf(child(node, 'tags')).map((each) => each.text),
    when: readWhen(reading, child(node, 'when'), place),
    device: all.readDevice(child(node, 'device')),
    setup: outsideSteps(all, child(node, 'setup'), place, 'setup'),
    defer: outsideSteps(all, child(node, 'defer'), place, 'defer'),
    ...(mask.length === 0 ? {} : { mask }),
    at: node.at,
  };
  const steps = itemsOf(child(node, 'steps')).flatMap((step) => readStep({ ...all, mask }, step, id));
  checkBesidePayments(reading.problems, all.facts, steps);
  return { ...section, steps };
}
