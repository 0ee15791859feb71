import { describe, expect, it } from 'vitest';
import { readHours, readSkills, writeHours, writeSkills } from './profile-text.ts';

const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

describe('skills as text', () => {
  it('are read one a line, and written back', () => {
    const skills = [
      { name: 'Forklift', level: 3 },
      { name: 'First aid', level: 5 },
    ];
    expect(readSkills('Forklift 3\n\n First aid  5 ')).toEqual({ value: skills });
    expect(readSkills(writeSkills(skills))).toEqual({ value: skills });
  });

  it.each(['Forklift', 'Forklift 6', '3'])('name the line %j that is none', (line) => {
    expect(readSkills(line)).toEqual({ badLine: line });
  });
});

describe('hours as text', () => {
  it('are read one a line, and written back', () => {
    const hours = [{ day: 2, from: '08:00', to: '16:30' }];
    expect(readHours('tuesday 8:00 – 16:30', days)).toEqual({ value: hours });
    expect(readHours(writeHours(hours, days), days)).toEqual({ value: hours });
  });

  it.each(['Mon', 'Mon 16:00-08:00', 'Moonday 08:00-09:00'])('name the line %j that is none', (line) => {
    expect(readHours(line, days)).toEqual({ badLine: line });
  });
});
