import { Layout } from '../components/layout.tsx';
import { NotFound } from '../components/problem-view.tsx';

const NoSuchPage = () => (
  <Layout>
    <NotFound />
  </Layout>
);

export default NoSuchPage;
