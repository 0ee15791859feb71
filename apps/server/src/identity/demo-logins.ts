/** A login that the demo company shows on its sign-in page. */
export interface DemoLogin {
  email: string;
  password: string;
  name: string;
  role: string;
}

let logins: DemoLogin[] | null = null;

/** Told by the composition root when the server runs the demo; anywhere else there are none to show. */
export function offerDemoLogins(offered: DemoLogin[]): void {
  logins = offered;
}

export function demoLogins(): DemoLogin[] | null {
  return logins;
}
