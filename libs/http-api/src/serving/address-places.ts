export interface AddressLimits {
  /** For all addresses together. */
  total: number;
  perAddress: number;
}

/** Places of which each address has a few only, so that nobody takes them all. */
export interface AddressPlaces {
  /** `address`, `total`: what has no place left. */
  take(address: string): 'taken' | 'address' | 'total';
  giveBack(address: string): void;
  taken(): number;
}

export function addressPlaces({ total, perAddress }: AddressLimits): AddressPlaces {
  const byAddress = new Map<string, number>();
  let taken = 0;
  return {
    take(address) {
      const theirs = byAddress.get(address) ?? 0;
      if (theirs >= perAddress) return 'address';
      if (taken >= total) return 'total';
      byAddress.set(address, theirs + 1);
      taken += 1;
      return 'taken';
    },
    giveBack(address) {
      const theirs = byAddress.get(address) ?? 0;
      if (theirs > 1) byAddress.set(address, theirs - 1);
      else byAddress.delete(address);
      taken -= 1;
    },
    taken: () => taken,
  };
}
