import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { importDirection } from './build/eslint/import-direction.mjs';

/** Files whose default export a tool reads. */
const toolConfiguration = ['eslint.config.js', '**/*.config.ts', '**/*.config.mjs'];

/** Rules written with typescript-eslint's types, which are narrower than ESLint's own. */
const sessionDoctor = /** @type {import('eslint').ESLint.Plugin} */ (
  /** @type {unknown} */ ({ rules: { 'import-direction': importDirection } })
);

export default defineConfig(
  globalIgnores(['out/', 'dist/', 'test-output/', 'test/fixtures/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,js,mjs,cjs}'],
    extends: [js.configs.recommended, tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { 'session-doctor': sessionDoctor },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'session-doctor/import-direction': 'error',
      'max-lines': ['error', 350],
      'no-console': 'error',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    },
  },
  { files: toolConfiguration, rules: { 'no-restricted-exports': 'off' } },
  { files: ['renderer/**'], extends: [reactHooks.configs.flat.recommended] },
  { files: ['build/**', 'main/cli-entry.ts', 'test/bench/**'], rules: { 'no-console': 'off' } },
  {
    // The runner itself waits for its tests.
    files: ['test/windows/**'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', package: 'node:test', name: ['describe', 'test'] }] },
      ],
    },
  },
  {
    // JavaScript is checked by the compiler; a type given by a comment is out of these rules' sight.
    files: ['**/*.{js,mjs,cjs}'],
    rules: {
      'no-undef': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
);
