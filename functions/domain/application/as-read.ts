import type { ApplicationCore } from '../../../schemas/application.ts';
import { stateConflict } from '../lifecycle.ts';

/**
 * Holds an act to the file that was read before it: what was decided of one version is not done to another.
 * @throws DomainError conflict `file-changed` when the file has moved since; `page-outdated` when no version is named, as by
 * a page that is older than the service.
 */
export const mustBeAsRead = (application: ApplicationCore, version: number | undefined): void => {
  if (version === undefined) throw stateConflict('page-outdated', application, []);
  if (application.version !== version) throw stateConflict('file-changed', application, []);
};
