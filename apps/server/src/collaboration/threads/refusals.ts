import { MusterError } from '../../core/errors.ts';

/** What people are told of a document that the document thread did not get through. */
export function tooExpensive(): MusterError {
  return new MusterError(
    'unavailable',
    'This document cannot be worked with: reading what is in it takes longer than any document may take. ' +
      'Nothing was changed.',
    {
      action:
        'Make a new document from one of its versions, or from a file that it was exported to before. What somebody put ' +
        'into it lately is the likely cause.',
    },
  );
}

/** The same of one that upkeep did not get through. */
export function tooExpensiveToFollow(): MusterError {
  return new MusterError(
    'unavailable',
    'Lists, search and snapshots cannot follow this document: reading what is in it takes longer than any document may ' +
      'take. What was saved in it stays saved.',
    {
      action: 'Go on in a new document, made from one of its versions or from a file that it was exported to before.',
    },
  );
}

/** What people are told where no thread lives for long enough to work on any document. */
export function noThread(): MusterError {
  return new MusterError('unavailable', 'This server cannot work on documents at the moment. Nothing was changed.', {
    action: 'Try again in a minute. If it stays like this, tell whoever runs the server.',
  });
}
