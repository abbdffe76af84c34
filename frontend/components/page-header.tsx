import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from './link.tsx';
import styles from './page-header.module.css';
import { useDocumentTitle } from './page-title.ts';

/** False until the first page was shown: the browser reads that one out by itself. */
let navigated = false;

/** Names the document after the page and, after a navigation, moves the focus to its heading. */
export const usePageTitle = (title: string) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useDocumentTitle(title);
  useEffect(() => {
    if (navigated) {
      // A link to a field of the page has already moved the focus there.
      if (!location.hash) {
        heading.current?.focus({ preventScroll: true });
        window.scrollTo(0, 0);
      }
    }
    navigated = true;
  }, []);
  return heading;
};

/**
 * The page's one h1 with what stands around it: a link back, a line above, a lead below, actions beside.
 */
export const PageHeader = ({
  title,
  over,
  back,
  lead,
  actions,
}: {
  title: string;
  over?: ReactNode;
  back?: { href: string; label: string };
  lead?: ReactNode;
  actions?: ReactNode;
}) => {
  const heading = usePageTitle(title);
  return (
    <div className={styles.header}>
      <div className={styles.words}>
        {back && (
          <p className={`${styles.back} no-print`}>
            <span aria-hidden="true">← </span>
            <Link href={back.href}>{back.label}</Link>
          </p>
        )}
        {over && <p className={styles.over}>{over}</p>}
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead && <div className={styles.lead}>{lead}</div>}
      </div>
      {actions && <div className="row">{actions}</div>}
    </div>
  );
};
