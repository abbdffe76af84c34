import type { AnchorHTMLAttributes, ReactNode } from 'react';
import { Link as RouterLink } from 'wouter';

/** A link within the site; `external` leaves the router for addresses that are no page of ours. */
export const Link = ({
  href,
  external = false,
  children,
  ...rest
}: Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> & {
  href: string;
  external?: boolean;
  children: ReactNode;
}) =>
  external ? (
    <a {...rest} href={href}>
      {children}
    </a>
  ) : (
    <RouterLink {...rest} href={href}>
      {children}
    </RouterLink>
  );
