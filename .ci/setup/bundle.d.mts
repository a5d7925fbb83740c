export const runnerEntries: readonly string[];
export function bundleProgram(folder: string): Promise<void>;
