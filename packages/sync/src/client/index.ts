export type { LiveDocumentOptions } from './LiveDocumentProvider.ts';
export { LiveDocumentProvider } from './LiveDocumentProvider.ts';
export type { LiveStatus, Refusal } from './live-status.ts';
