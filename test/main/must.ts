import type { Result } from '../../app/model/result.ts';

/** The value of a result that has to be one; a test fails with the error when it is not. */
export function must<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
