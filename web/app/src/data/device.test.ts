import { expect, test } from 'vitest';
import { deviceLabel } from './device';

test('a phone is named by its browser and its system', () => {
  const pixel =
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36';
  expect(deviceLabel(pixel)).toBe('Chrome, Android');
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
  expect(deviceLabel(iphone)).toBe('Safari, iPhone');
});

test('an installed app is no browser', () => {
  expect(deviceLabel('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/156.0 Edg/156.0', true)).toBe(
    'Buscall, Windows',
  );
  expect(deviceLabel('Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/156.0 Edg/156.0')).toBe(
    'Edge, Windows',
  );
});

test('what says nothing of itself is the web', () => {
  expect(deviceLabel('curl/8')).toBe('Web');
});
