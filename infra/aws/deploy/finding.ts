/** One sentence on what was found before a deployment. */
export interface Finding {
  text: string;
  /** It keeps the deployment from beginning. */
  stops: boolean;
  /** What `--accept` must name for it to go on all the same, where that is possible. */
  accept?: string;
}

export const stop = (text: string): Finding => ({ text, stops: true });
export const say = (text: string): Finding => ({ text, stops: false });
export const unless = (accept: string, text: string): Finding => ({ text, stops: true, accept });
