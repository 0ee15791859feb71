/** Every account of the demo has this password; it is printed beside the logins. */
export const demoPassword = 'muster-demo';

interface Login {
  email: string;
  name: string;
  /** As the sign-in page shows it. */
  role: string;
}

/** The people whose logins the demo shows; their roles and branches are in the companies' lists. */
export const shownLogins = [
  { email: 'owner@lgm.example', name: 'Nadia Okafor', role: 'Owner' },
  { email: 'manager@lgm.example', name: 'Rasoul Ahmadi', role: 'Branch manager' },
  { email: 'dispatcher@lgm.example', name: 'Maya Lindqvist', role: 'Dispatcher' },
  { email: 'support@lgm.example', name: 'Grace Chen', role: 'Support agent' },
  { email: 'mover@lgm.example', name: 'Jordan Bishop', role: 'Mover' },
  { email: 'viewer@lgm.example', name: 'Hannah Friesen', role: 'Viewer' },
  { email: 'owner@northshore.example', name: 'Colette Marchand', role: 'Owner, plumbing company' },
] as const satisfies readonly Login[];
