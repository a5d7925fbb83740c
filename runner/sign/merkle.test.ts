import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import * as fc from 'fast-check';
import { buildTree, hashLeaf, isConsistent, rootOfInclusion } from './merkle.ts';

const hash = (...parts: readonly (Buffer | string)[]) => {
  const state = createHash('sha256');
  for (const part of parts) state.update(part);
  return state.digest();
};

/** RFC 6962 §2.1 as it is written there. */
function rootByTheBook(leaves: readonly Buffer[]): Buffer {
  const [first] = leaves;
  if (first === undefined) return hash();
  if (leaves.length === 1) return first;
  let split = 1;
  while (split * 2 < leaves.length) split *= 2;
  return hash('\u0001', rootByTheBook(leaves.slice(0, split)), rootByTheBook(leaves.slice(split)));
}

const leavesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => hashLeaf(Buffer.from(`entry ${index}`)));

test('roots of every size, every inclusion proof and every consistency proof up to 65 leaves hold', () => {
  const leaves = leavesOf(65);
  const tree = buildTree(leaves);
  for (let size = 0; size <= leaves.length; size += 1) {
    const root = tree.root(size);
    assert.deepEqual(root, rootByTheBook(leaves.slice(0, size)));
    for (let index = 0; index < size; index += 1)
      assert.deepEqual(rootOfInclusion(leaves[index] ?? root, { index, size }, tree.inclusion(index, size)), root);
    for (let before = 1; before <= size; before += 1)
      assert.ok(
        isConsistent({ size: before, root: tree.root(before) }, { size, root }, tree.consistency(before, size)),
      );
  }
});

test('the published roots of Certificate Transparency are ours', () => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const tree = buildTree(inputs.map((hex) => hashLeaf(Buffer.from(hex, 'hex'))));
  assert.equal(tree.root(1).toString('hex'), '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d');
  assert.equal(tree.root(8).toString('hex'), '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328');
});

test('a proof with another leaf, another place, a missing or an added hash leads elsewhere', () => {
  const leaves = leavesOf(100);
  const tree = buildTree(leaves);
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 100 }), fc.nat(), fc.nat(), (size, one, other) => {
      const index = one % size;
      const proof = tree.inclusion(index, size);
      const leaf = leaves[index] ?? Buffer.alloc(32);
      const isRoot = (found: Buffer | null) => found?.equals(tree.root(size)) === true;
      assert.ok(!isRoot(rootOfInclusion(hashLeaf(Buffer.from('forged')), { index, size }, proof)));
      if (other % size !== index) assert.ok(!isRoot(rootOfInclusion(leaf, { index: other % size, size }, proof)));
      assert.ok(!isRoot(rootOfInclusion(leaf, { index, size }, proof.slice(1))));
      assert.ok(!isRoot(rootOfInclusion(leaf, { index, size }, [...proof, leaf])));
    }),
  );
});

test('a ledger that was changed in its past is not consistent with what it was', () => {
  const leaves = leavesOf(40);
  const tree = buildTree(leaves);
  const forged = buildTree(leaves.map((leaf, index) => (index === 5 ? hashLeaf(Buffer.from('forged')) : leaf)));
  for (let before = 6; before < 40; before += 1) {
    const older = { size: before, root: tree.root(before) };
    assert.ok(!isConsistent(older, { size: 40, root: forged.root(40) }, forged.consistency(before, 40)));
    assert.ok(!isConsistent(older, { size: 40, root: tree.root(40) }, tree.consistency(before, 40).slice(1)));
  }
});
