/** Where a browser remembers that it is an operator's, to lead back to their door when a stay is over. */
const mark = 'muster-operator';
/** Other tabs of the same browser share its cookies: when these change, they begin anew too. */
const channel = 'muster-operator';
/** Copies of live documents that an operator opened carry this in place of a person's id. */
const copyOwner = 'operator-';

let isLeaving = false;

/** Notes whether this browser is in a company as an operator's. */
export function rememberOperator(isOperator: boolean): void {
  if (isOperator) localStorage.setItem(mark, '1');
  else localStorage.removeItem(mark);
}

export function isOperatorBrowser(): boolean {
  return localStorage.getItem(mark) !== null;
}

/** True once this tab is on its way to another page: what is told to it meanwhile no longer concerns it. */
export function isLeavingPage(): boolean {
  return isLeaving;
}

/** Begins anew at an address, as whoever the cookies now say, and has the other tabs do the same. */
export function beginAnew(address: string): void {
  isLeaving = true;
  new BroadcastChannel(channel).postMessage('changed');
  window.location.assign(address);
}

/** Begins anew when another tab of this browser did. @returns what stops it */
export function followOtherTabs(): () => void {
  const tabs = new BroadcastChannel(channel);
  tabs.onmessage = () => {
    isLeaving = true;
    window.location.reload();
  };
  return () => tabs.close();
}

/** Under whose name this device keeps copies of live documents during a stay. */
export function copyOwnerOf(accessId: string): string {
  return `${copyOwner}${accessId}`;
}

/** Removes every copy of a company's documents that a stay left on this device. */
export async function eraseOperatorCopies(): Promise<void> {
  for (const { name } of await indexedDB.databases()) {
    if (name?.startsWith(`muster/${copyOwner}`)) indexedDB.deleteDatabase(name);
  }
}
