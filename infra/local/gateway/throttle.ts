/**
 * A token bucket, as API Gateway throttles a stage.
 * @returns whether one more request may pass.
 */
export const throttle = (
  { ratePerSecond, burst }: { ratePerSecond: number; burst: number },
  now: () => number = () => performance.now(),
): (() => boolean) => {
  let left = burst;
  let at = now();
  return () => {
    const then = now();
    left = Math.min(burst, left + ((then - at) / 1000) * ratePerSecond);
    at = then;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
};
