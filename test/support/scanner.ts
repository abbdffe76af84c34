import type { Scanner } from '../../functions/services/scanner.ts';

/** A scanner that notes what it is given; `isDown` has it refuse. The real port is tried in test/infra/local. */
export const memoryScanner = () => {
  const given: string[] = [];
  const state = { isDown: false };
  const scanner: Scanner = {
    async scanAgain(key) {
      if (state.isDown) throw new Error('The scanner is down');
      given.push(key);
    },
  };
  return { ...scanner, given, state };
};
