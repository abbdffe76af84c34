import { type ReactNode, useEffect, useRef } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs';
import styles from './tabs.module.css';

/** Parts of a page, one at a time. `selected` and `onSelect` are given when the address keeps the choice. */
export const Tabs = ({
  label,
  tabs,
  selected,
  onSelect,
}: {
  label: string;
  tabs: readonly { id: string; label: ReactNode; content: ReactNode }[];
  selected?: string;
  onSelect?: (id: string) => void;
}) => {
  const list = useRef<HTMLDivElement>(null);
  // Where the tabs are wider than the screen, the one that the address chose is brought in sight.
  useEffect(() => {
    const tab = selected && list.current?.querySelector('[aria-selected="true"]');
    if (!tab || !list.current) return;
    const [own, all] = [tab.getBoundingClientRect(), list.current.getBoundingClientRect()];
    list.current.scrollLeft += Math.max(0, own.right - all.right) + Math.min(0, own.left - all.left);
  }, [selected]);
  return (
    <AriaTabs {...(selected ? { selectedKey: selected } : {})} onSelectionChange={(key) => onSelect?.(String(key))}>
      <TabList ref={list} aria-label={label} className={styles.list ?? ''}>
        {tabs.map((tab) => (
          <Tab key={tab.id} id={tab.id} className={styles.tab ?? ''}>
            {tab.label}
          </Tab>
        ))}
      </TabList>
      {tabs.map((tab) => (
        <TabPanel key={tab.id} id={tab.id} className={styles.panel ?? ''}>
          {tab.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
};
