import { postflightConfig } from './runner/engine/playwright-test/config.ts';

export default postflightConfig({ checklists: ['checklists/home-shopping.yaml'] });
