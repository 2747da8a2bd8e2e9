const most = 20_000;

/**
 * A token bucket per address: `perSecond` requests on average, twice that at once.
 * @returns seconds to wait, 0 when the request may pass
 */
export function addressLimit(perSecond: number, now: () => number): (address: string) => number {
  const burst = perSecond * 2;
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (address) => {
    const at = now();
    let bucket = buckets.get(address);
    if (!bucket) {
      // bounded memory under a flood of addresses: forgetting all is fairer than refusing the newest
      if (buckets.size >= most) buckets.clear();
      bucket = { tokens: burst, at };
      buckets.set(address, bucket);
    }
    bucket.tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1000) * perSecond);
    bucket.at = at;
    if (bucket.tokens < 1) return Math.max(1, Math.ceil((1 - bucket.tokens) / perSecond));
    bucket.tokens -= 1;
    return 0;
  };
}
