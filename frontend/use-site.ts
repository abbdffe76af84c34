import { useEffect, useState } from 'react';
import { type SiteConfig, siteConfig } from './config.ts';

/** What the site says of itself; undefined until it is known, and where it cannot be read. */
export const useSite = (): SiteConfig | undefined => {
  const [site, setSite] = useState<SiteConfig>();
  useEffect(() => {
    siteConfig().then(setSite, () => undefined);
  }, []);
  return site;
};
