/** Security headers of the pages, the same behind CloudFront and on one machine. */

/** Origins that the pages talk to besides their own. */
export interface ContentOrigins {
  /** Where documents are posted to and read from. */
  bucket: string;
  /** Issuers of tokens: discovery, keys and token endpoints. */
  identity: readonly string[];
}

/** The content security policy: only our own files run or style, and only the bucket and the issuers are called. */
export const contentSecurityPolicy = ({ bucket, identity }: ContentOrigins): string =>
  [
    ["default-src 'none'"],
    ["script-src 'self'"],
    ["style-src 'self'"],
    ["img-src 'self'"],
    ["font-src 'self'"],
    ["manifest-src 'self'"],
    ["connect-src 'self'", bucket, ...new Set(identity)],
    ["form-action 'self'"],
    ["base-uri 'none'"],
    ["frame-ancestors 'none'"],
  ]
    .map((directive) => directive.join(' '))
    .join('; ');

/** One year, in seconds. */
export const strictTransportSeconds = 31_536_000;

/** Features that the pages never use. */
export const permissionsPolicy = ['camera', 'geolocation', 'microphone', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ');

/** Every security header by its lower-case name. HSTS has no effect on plain HTTP, so one machine may send it too. */
export const siteHeaders = (origins: ContentOrigins): Record<string, string> => ({
  'content-security-policy': contentSecurityPolicy(origins),
  'strict-transport-security': `max-age=${strictTransportSeconds}; includeSubDomains`,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': permissionsPolicy,
  'cross-origin-opener-policy': 'same-origin',
});
