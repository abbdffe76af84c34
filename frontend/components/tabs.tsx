import { type ReactNode, useEffect, useRef } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs';
import styles from './tabs.module.css';

/** Where the tabs are wider than the screen, the one that the address chose is brought in sight, as soon as it is there. */
const InSight = ({ children }: { children: ReactNode }) => {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let left = false;
    const show = () => {
      const tab = place.current?.closest('[role="tab"]');
      const list = tab?.closest('[role="tablist"]');
      if (left || !tab || !list) return;
      const [own, all] = [tab.getBoundingClientRect(), list.getBoundingClientRect()];
      list.scrollLeft += Math.max(0, own.right - all.right) + Math.min(0, own.left - all.left);
    };
    show();
    // Once more with the page's own letters, which are wider than those that stand in for them.
    void document.fonts.ready.then(show);
    return () => {
      left = true;
    };
  }, []);
  return <span ref={place}>{children}</span>;
};

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
}) => (
  <AriaTabs {...(selected ? { selectedKey: selected } : {})} onSelectionChange={(key) => onSelect?.(String(key))}>
    <TabList aria-label={label} className={styles.list ?? ''}>
      {tabs.map((tab) => (
        <Tab key={tab.id} id={tab.id} className={styles.tab ?? ''}>
          {tab.id === selected ? <InSight>{tab.label}</InSight> : tab.label}
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
