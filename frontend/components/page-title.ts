import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** The title of the page, without what is said of its errors. */
let page = '';
/** Errors in sight. */
let errors = 0;
let prefixed = (title: string): string => title;

const write = (): void => {
  document.title = errors > 0 ? prefixed(page) : page;
};

/** Names the document after the page. */
export const useDocumentTitle = (title: string): void => {
  const { t } = useTranslation();
  useEffect(() => {
    page = t('site.title', { page: title });
    write();
  }, [t, title]);
};

/** While an error stands in the page, its title begins with that: who hears the title first learns it first. */
export const useErrorInTitle = (shown: boolean): void => {
  const { t } = useTranslation();
  useEffect(() => {
    if (!shown) return;
    prefixed = (title) => t('site.errorTitle', { title });
    errors += 1;
    write();
    return () => {
      errors -= 1;
      write();
    };
  }, [t, shown]);
};
