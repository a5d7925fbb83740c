import { register } from 'node:module';

// Loaded into the runner's processes by the proof alone (NODE_OPTIONS --import): the product has no switch for this.
register('./leave-out.mjs', import.meta.url);
