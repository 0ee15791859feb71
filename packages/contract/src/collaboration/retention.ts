import { z } from 'zod';

/** Days for which deleted content is kept where a company has chosen nothing. */
export const defaultDeletedContentDays = 90;

/** Input of `collaboration.policy.save`. */
export const documentPolicySchema = z.object({
  /** Days after which deleted content is gone for good; null keeps it for ever. */
  deletedContentDays: z.number().int().min(1).max(3650).nullable(),
  /** The version that was read; 0 before anybody chose. */
  version: z.number().int().nonnegative(),
});
export type DocumentPolicyInput = z.infer<typeof documentPolicySchema>;

/** What a company wants of its documents. */
export type DocumentPolicy = DocumentPolicyInput;
