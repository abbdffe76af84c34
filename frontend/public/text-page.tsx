import type { ReactNode } from 'react';
import { Layout } from '../components/layout.tsx';
import { PageHeader } from '../components/page-header.tsx';

/** A page of plain text: a title and short sections. */
export const TextPage = ({ title, children }: { title: string; children: ReactNode }) => (
  <Layout>
    <div className="stack-l">
      <PageHeader title={title} />
      {children}
    </div>
  </Layout>
);

export const TextSection = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="stack prose">
    <h2>{title}</h2>
    {children}
  </section>
);
