import { lazy, Suspense, useEffect } from 'react';
import { rememberOperator } from '../../core/operator-browser.ts';
import { useMe } from '../../core/use-me.ts';

const OperatorBanner = lazy(async () => ({
  default: (await import('../../identity/operator/OperatorBanner.tsx')).OperatorBanner,
}));

/** Above everything, who of the platform is behind the screen; nothing for the company's own people. */
export function OperatorPlace() {
  const { operator, tenant } = useMe();
  const isOperator = operator !== null;
  useEffect(() => rememberOperator(isOperator), [isOperator]);
  if (!operator) return null;
  return (
    <Suspense fallback={<div className="h-11 bg-warn-soft" />}>
      <OperatorBanner operator={operator} tenantName={tenant.name} />
    </Suspense>
  );
}
