/**
 * The items of the table as they are read: keys are dropped, everything else is checked. Each store takes its own from
 * `items/`, so that a function loads no schema of items that it never reads.
 */
export * from './items/application.ts';
export * from './items/attachment.ts';
export * from './items/audit.ts';
export * from './items/call.ts';
export * from './items/figures.ts';
export * from './items/mail.ts';
export * from './items/organisation.ts';
export * from './items/person.ts';
export * from './items/session.ts';
