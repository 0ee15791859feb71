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
  { email: 'owner@lgm.example', name: 'Nadia Okafor', role: "Owner, Let's Get Moving" },
  { email: 'manager@lgm.example', name: 'Rasoul Ahmadi', role: 'Branch manager, Vancouver' },
  { email: 'dispatcher@lgm.example', name: 'Maya Lindqvist', role: 'Dispatcher, Vancouver' },
  { email: 'support@lgm.example', name: 'Grace Chen', role: 'Support agent' },
  { email: 'mover@lgm.example', name: 'Jordan Bishop', role: 'Mover, Vancouver' },
  { email: 'viewer@lgm.example', name: 'Hannah Friesen', role: 'Viewer, franchise owner in Winnipeg' },
  { email: 'owner@northshore.example', name: 'Colette Marchand', role: 'Owner, North Shore Plumbing & Heating' },
] as const satisfies readonly Login[];
