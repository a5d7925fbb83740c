import { childrenOf, readDer } from '../der-read.ts';
import { der } from '../der.ts';

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The second valid form (r, n - s) of an ECDSA P-256 signature: what anybody can write without the key. Only tests use it. */
export function otherForm(signature: Buffer): Buffer {
  const [r, s] = childrenOf(readDer(signature));
  const value = order - BigInt(`0x${s?.content.toString('hex') ?? '0'}`);
  return der.sequence(
    r?.raw ?? Buffer.alloc(0),
    der.bigInteger(Buffer.from(value.toString(16).padStart(64, '0'), 'hex')),
  );
}
