import { openApiDocument } from '../../schemas/openapi.ts';
import type { Operations } from '../http.ts';

export const documentOperations = (): Pick<Operations<'public'>, 'getApiDocument'> => ({
  async getApiDocument() {
    return openApiDocument();
  },
});
