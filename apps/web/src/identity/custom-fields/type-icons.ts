import type { CustomFieldType } from '@muster/contract/identity/custom-fields/settings';
import {
  Calendar,
  CircleDollarSign,
  CircleDot,
  Hash,
  Link,
  ListChecks,
  type LucideIcon,
  Type,
  UserRound,
} from 'lucide-react';

/** A picture for each type; its word always stands beside it. */
export const typeIcons: Readonly<Record<CustomFieldType, LucideIcon>> = {
  text: Type,
  number: Hash,
  money: CircleDollarSign,
  date: Calendar,
  choice: CircleDot,
  multi_choice: ListChecks,
  user: UserRound,
  link: Link,
};
